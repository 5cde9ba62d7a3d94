package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.function.Lamps;
import io.lamplighter.azure.table.TableCreation;
import io.lamplighter.bench.Command;
import io.lamplighter.events.FindingTable.Stored;
import io.lamplighter.shell.FindingReport;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The whole job on one machine: a small tenant on the local fakes, an alert of Defender for Cloud through the packaged
 * function, the same alert again, and the undo by the command line.
 *
 * <p>Nothing leaves the machine, and no credentials are read: function and command line get an environment of their own.
 */
public final class Demo {
    private static final int WIDTH = 118;
    private static final String FUNCTION = "respond-event-hub";

    private final PrintWriter out;
    private final PrintWriter progress;

    private Demo(PrintWriter out, PrintWriter progress) {
        this.out = out;
        this.progress = progress;
    }

    /** Runs it; the exit code tells whether each of its promises was seen to hold. */
    public static void main(String[] args) {
        if (args.length > 0) {
            System.err.println("usage: lamplighter demo azure");
            System.err.println("Shows the whole job on local fakes; it takes no argument.");
            System.exit(List.of(args).contains("--help") ? 0 : 2);
        }
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        PrintWriter progress = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        try {
            System.exit(new Demo(out, progress).run() ? 0 : 1);
        } catch (IllegalStateException e) {
            progress.println("lamplighter demo: " + e.getMessage());
            System.exit(1);
        }
    }

    private boolean run() {
        progress.println("Starting Azurite for the table (the first time it is installed, in about a minute) …");
        Azurite storage = Azurite.shared();
        progress.println("Making a small tenant: a machine behind a load balancer, a vault, two storage accounts …");
        try (ArmFake arm = new ArmFake()) {
            DemoTenant.make(arm);
            Map<String, String> environment = DemoTenant.environment(arm, storage, "lamplighter");
            Settings settings = Settings.from(environment);
            Lamps lamps = new Lamps(
                    arm.clients(new Home(DemoTenant.SUBSCRIPTION, DemoTenant.LOCATION), settings),
                    settings,
                    Clock.systemUTC());
            lamps.bean(TableCreation.class).create();
            return run(arm, lamps, environment);
        }
    }

    private boolean run(ArmFake arm, Lamps lamps, Map<String, String> environment) {
        Map<String, Object> before = DemoTenant.settings(arm);
        progress.println("Starting the packaged functions as the Functions host would …");
        Path log = Packaged.target().resolve("demo-function.log");
        try (HostProcess functions = new HostProcess(environment, log)) {
            progress.println("Sending an alert of Defender for Cloud from its event hub …");
            if (failed(timed(functions), log)) {
                return false;
            }
            Stored stored = finding(lamps);
            out.println(FindingReport.of(stored.document(), "lamplighter azure undo", WIDTH));
            Map<String, Object> lit = DemoTenant.settings(arm);
            boolean changed = !lit.equals(before);

            progress.println("Sending the same alert again …");
            if (failed(timed(functions), log)) {
                return false;
            }
            boolean same = DemoTenant.settings(arm).equals(lit);
            out.println();
            out.println("The same alert again changed " + (same ? "nothing." : "SOMETHING: " + differ(lit, arm)));
            out.println();
            out.println("$ lamplighter azure undo %s --apply".formatted(stored.id()));
            Command undo = Person.lamplighter(environment, "azure", "undo", stored.id(), "--apply");
            out.println((undo.out() + undo.err()).stripTrailing());
            boolean restored = DemoTenant.settings(arm).equals(before);
            out.println();
            out.println(
                    restored
                            ? "Every log setting is as it was before."
                            : "NOT every log setting is as it was: " + differ(before, arm));
            return changed && same && undo.exit() == 0 && restored;
        }
    }

    private JsonNode timed(HostProcess functions) {
        Instant start = Instant.now();
        JsonNode answer = functions.invoke(FUNCTION, List.of(DemoAlert.text()));
        progress.println("  answered %s after %d ms"
                .formatted(answer, Duration.between(start, Instant.now()).toMillis()));
        return answer;
    }

    /** What has to come again would be in the retry queue. */
    private boolean failed(JsonNode answer, Path log) {
        boolean failed = answer.has("failed") || !answer.path("again").isEmpty();
        if (failed) {
            out.println("The function failed: %s; its log is %s".formatted(answer, log));
        }
        return failed;
    }

    private static Stored finding(Lamps lamps) {
        List<Stored> found = lamps.findings().list(DemoTenant.SUBSCRIPTION, Instant.EPOCH, 2);
        if (found.size() != 1) {
            throw new IllegalStateException("one finding was expected in the table, and there are " + found.size());
        }
        return found.getFirst();
    }

    private static String differ(Map<String, Object> expected, ArmFake arm) {
        Map<String, Object> now = DemoTenant.settings(arm);
        return "expected %s, and there is %s".formatted(expected, now);
    }
}
