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
import io.lamplighter.bench.Readme;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The README's AWS commands, and the output that it opens with. */
class ReadmeIT extends Readme {
    private static final int LONGEST = 120;
    private static final String DEMO = "./lamplighter demo";

    /** What is another at each run: ids, times, and how far a table's columns are apart. */
    private static final Pattern CHANGING = Pattern.compile(
            "[0-9a-f]{32}|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z|(?<=[a-z]-)[0-9a-f]{8,17}|(?<=after )\\d+(?= ms)|\\s+");

    private final ResolverFront front = new ResolverFront(Moto.shared().endpoint());

    @AfterEach
    void stop() {
        front.close();
    }

    @Override
    protected Tenant tenant() {
        Settings settings = Settings.from(Map.of());
        Moto.shared().reset();
        Clients clients = Moto.clients(front.endpoint(), settings);
        DemoTenant tenant = DemoTenant.make(clients, settings);
        new Lamps(clients, settings, Clock.systemUTC())
                .bean(TableCreation.class)
                .create();
        return new Tenant(
                "aws", tenant.alert(), Person.environment(front.endpoint().toString()));
    }

    @Override
    protected List<String> shown() {
        return List.of(DEMO);
    }

    private static String still(String line) {
        return CHANGING.matcher(line).replaceAll(" ").strip();
    }

    @Test
    void readme_isShortAndSaysTheTwoCommands() throws IOException {
        assertThat(readme()).hasSizeLessThanOrEqualTo(LONGEST);
        assertThat(blocks("```sh")).contains(DEMO, "./lamplighter verify");
    }

    @Test
    void demo_everyLineThatTheReadmeShows_isInItsRealOutput() throws IOException {
        Command demo = run(Map.of("COLUMNS", "118"), DEMO.split(" "));
        assertThat(demo.exit()).as(demo.out() + demo.err()).isZero();
        List<String> shown = blocks("```").stream()
                .filter(l -> !l.startsWith("$ ./lamplighter demo"))
                .filter(l -> !l.strip().equals("…"))
                .map(ReadmeIT::still)
                .toList();
        assertThat(shown).hasSizeGreaterThan(20);
        assertThat((demo.err() + demo.out()).lines().map(ReadmeIT::still)).containsAll(shown);
    }
}
