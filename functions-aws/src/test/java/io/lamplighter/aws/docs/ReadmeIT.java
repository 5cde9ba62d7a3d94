package io.lamplighter.aws.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.bench.DemoTenant;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.bench.Person;
import io.lamplighter.aws.bench.ResolverFront;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.function.Lamps;
import io.lamplighter.aws.table.TableCreation;
import io.lamplighter.bench.Command;
import io.lamplighter.events.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README promises is run: its commands, and the output that it opens with. */
class ReadmeIT {
    private static final Path ROOT = Path.of(System.getProperty("lamplighter.root", ".."));
    private static final int LONGEST = 120;

    /** What is another at each run: ids, times, and how far a table's columns are apart. */
    private static final Pattern CHANGING = Pattern.compile(
            "[0-9a-f]{32}|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z|(?<=[a-z]-)[0-9a-f]{8,17}|(?<=after )\\d+(?= ms)|\\s+");

    private static List<String> readme() throws IOException {
        return Files.readAllLines(ROOT.resolve("README.md"));
    }

    private static List<String> blocks(String fence) throws IOException {
        List<String> lines = new ArrayList<>();
        String open = "";
        for (String line : readme()) {
            if (line.startsWith("```")) {
                open = open.isEmpty() ? line : "";
            } else if (open.equals(fence)) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static String still(String line) {
        return CHANGING.matcher(line).replaceAll(" ").strip();
    }

    @Test
    void readme_isShortAndSaysTheTwoCommands() throws IOException {
        assertThat(readme()).hasSizeLessThanOrEqualTo(LONGEST);
        assertThat(blocks("```sh")).contains("./lamplighter demo", "./lamplighter verify");
    }

    @Test
    void demo_everyLineThatTheReadmeShows_isInItsRealOutput() throws IOException {
        Command demo = Command.run(
                ROOT,
                Map.of("COLUMNS", "118", "JAVA_HOME", System.getProperty("java.home")),
                List.of(ROOT.resolve("lamplighter").toString(), "demo"));
        assertThat(demo.exit()).as(demo.out() + demo.err()).isZero();
        List<String> shown = blocks("```").stream()
                .filter(l -> !l.startsWith("$ ./lamplighter demo"))
                .filter(l -> !l.strip().equals("…"))
                .map(ReadmeIT::still)
                .toList();
        assertThat(shown).hasSizeGreaterThan(20);
        assertThat((demo.err() + demo.out()).lines().map(ReadmeIT::still)).containsAll(shown);
    }

    @Test
    void commands_ofTheReadme_runAsTheyAreWritten() throws IOException {
        Settings settings = Settings.from(Map.of());
        Moto.shared().reset();
        try (ResolverFront front = new ResolverFront(Moto.shared().endpoint())) {
            Clients clients = Moto.clients(front.endpoint(), settings);
            DemoTenant.make(clients, settings);
            new Lamps(clients, settings, Clock.systemUTC())
                    .bean(TableCreation.class)
                    .create();
            Map<String, String> person =
                    new HashMap<>(Person.environment(front.endpoint().toString()));
            person.put("JAVA_HOME", System.getProperty("java.home"));
            String finding = Ids.of("manual", Moto.ACCOUNT, "INC-42");
            List<String> commands = blocks("```sh").stream()
                    .filter(l -> !List.of("./lamplighter demo", "./lamplighter verify")
                            .contains(l))
                    .map(l -> l.replace("FINDING", finding))
                    .toList();
            assertThat(commands).hasSizeGreaterThan(5);
            for (String command : commands) {
                Command said = Command.run(ROOT, person, Arrays.asList(command.split(" ")));
                assertThat(said.exit())
                        .as(command + "\n" + said.out() + said.err())
                        .isZero();
                assertThat(said.out()).as(command).isNotBlank();
            }
        }
    }
}
