package io.lamplighter.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.shell.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README promises is run: each cloud runs the commands that are its own, so that together none is left out.
 *
 * <p>{@code FILE} in a command is an alert about the tenant, {@code FINDING} what was made of it.
 */
public abstract class Readme {
    protected static final Path ROOT = Path.of(System.getProperty("lamplighter.root", ".."));

    private static final String AZURE = "azure";

    /** The first is what runs this, the other is run for its figures and not for its truth. */
    private static final List<String> NOT_RUN = List.of("./lamplighter verify", "./lamplighter bench");

    @TempDir
    private Path folder;

    /**
     * A small tenant, its table made.
     *
     * @param cloud as the command line has it
     * @param alert an event about it
     * @param environment of a person in it
     */
    public record Tenant(String cloud, String alert, Map<String, String> environment) {}

    protected abstract Tenant tenant();

    /** Commands that another test of the cloud's runs. */
    protected List<String> shown() {
        return List.of();
    }

    /** The README's lines. */
    protected static List<String> readme() throws IOException {
        return Files.readAllLines(ROOT.resolve("README.md"));
    }

    /** The lines in all blocks that open with this fence. */
    protected static List<String> blocks(String fence) throws IOException {
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

    /** What names no cloud is the same in both, and AWS's. */
    private static String cloudOf(String command) {
        return List.of(command.split("[^a-z]+")).contains(AZURE) ? AZURE : "aws";
    }

    /** Runs one from the checkout. */
    protected static Command run(Map<String, String> environment, String... command) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("JAVA_HOME", System.getProperty("java.home"));
        return Command.run(ROOT, all, Arrays.asList(command));
    }

    @Test
    void commands_ofTheReadme_runAsTheyAreWritten() throws IOException {
        Tenant tenant = tenant();
        List<String> commands = blocks("```sh").stream()
                .filter(l -> cloudOf(l).equals(tenant.cloud()))
                .filter(l -> NOT_RUN.stream().noneMatch(l::startsWith))
                .filter(l -> !shown().contains(l))
                .toList();
        assertThat(commands).isNotEmpty();

        String file =
                Files.writeString(folder.resolve("alert.json"), tenant.alert()).toString();
        Command made = run(tenant.environment(), "./lamplighter", tenant.cloud(), "respond", file, "--apply", "--json");
        assertThat(made.exit()).as(made.err()).isZero();
        String finding = Json.text(Json.readAll(made.out()).getFirst(), "finding_info.uid");
        for (String command : commands) {
            Command said = run(
                    tenant.environment(),
                    command.replace("FINDING", finding).replace("FILE", file).split(" +"));
            assertThat(said.exit()).as(command + "\n" + said.out() + said.err()).isZero();
            assertThat(said.out()).as(command).isNotBlank();
        }
    }
}
