package io.lamplighter.aws.bench;

import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.function.Lamps;
import io.lamplighter.aws.table.TableCreation;
import io.lamplighter.bench.Command;
import io.lamplighter.events.FindingTable.Stored;
import io.lamplighter.shell.FindingReport;
import io.lamplighter.shell.Variables;
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
 * The whole job on one machine: a small tenant on the emulator, a GuardDuty finding through the packaged function, the
 * same finding again, and the undo by the command line.
 *
 * <p>Nothing leaves the machine, and no credentials are read: function and command line get an environment of their own.
 */
public final class Demo {
    private static final int WIDTH = 118;
    private static final int DAYS = 1;

    private final PrintWriter out;
    private final PrintWriter progress;

    private Demo(PrintWriter out, PrintWriter progress) {
        this.out = out;
        this.progress = progress;
    }

    /** Runs it; the exit code tells whether each of its promises was seen to hold. */
    public static void main(String[] args) {
        if (args.length > 0) {
            System.err.println("usage: lamplighter demo");
            System.err.println("Shows the whole job on a local emulator; it takes no argument.");
            System.exit(List.of(args).contains("--help") ? 0 : 2);
        }
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        PrintWriter progress = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        try {
            System.exit(show(out, progress) ? 0 : 1);
        } catch (IllegalStateException e) {
            progress.println("lamplighter demo: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Shows it all; false if something did not come out as it should. */
    public static boolean show(PrintWriter out, PrintWriter progress) {
        return new Demo(out, progress).run();
    }

    private boolean run() {
        progress.println("Starting the local AWS emulator (the first time it is installed, in about half a minute) …");
        Moto moto = Moto.shared();
        moto.reset();
        try (ResolverFront behind = new ResolverFront(moto.endpoint());
                HistoryFront front = new HistoryFront(behind.endpoint())) {
            Map<String, String> environment =
                    Map.of("AWS_ENDPOINT_URL", front.endpoint().toString(), Variables.MODE, "act");
            Settings settings = Settings.from(environment);
            Clients clients = Moto.clients(front.endpoint(), settings);
            progress.println("Making a small tenant: two VPCs, an instance behind a load balancer, four buckets …");
            DemoTenant tenant = DemoTenant.make(clients, settings);
            remember(front, tenant);
            Lamps lamps = new Lamps(clients, settings, Clock.systemUTC());
            lamps.bean(TableCreation.class).create();
            return run(tenant, lamps, environment);
        }
    }

    /** What the stolen session did besides what the finding names. */
    private static void remember(HistoryFront front, DemoTenant tenant) {
        Instant lately = Instant.parse("2026-11-20T08:12:00Z");
        front.remember(DemoAlert.KEY, "s3.amazonaws.com", "PutBucketAcl", Map.of("bucketName", DemoTenant.LIT), lately);
        front.remember(
                DemoAlert.KEY,
                "ec2.amazonaws.com",
                "CreateSecurityGroup",
                Map.of("groupName", "tmp", "vpcId", tenant.otherVpc()),
                lately.minusSeconds(60));
    }

    private boolean run(DemoTenant tenant, Lamps lamps, Map<String, String> environment) {
        Map<String, String> before = tenant.settings();
        String message = Sqs.batch(DemoAlert.without(tenant, tenant.otherVpc(), DemoTenant.LIT));
        progress.println("Starting the packaged function under AWS's runtime interface client …");
        try (LambdaRuntime function = new LambdaRuntime(
                Packaged.classpath(),
                "io.lamplighter.aws.function.Respond",
                environment,
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                log("demo-function.log"))) {
            progress.println("Sending it a GuardDuty finding from its queue …");
            LambdaRuntime.Answer answer = timed(function, message);
            if (failed(answer)) {
                return false;
            }
            Stored stored = finding(lamps);
            out.println(FindingReport.of(stored.document(), "lamplighter aws undo", WIDTH));
            Map<String, String> lit = tenant.settings();
            boolean changed = !lit.equals(before);

            progress.println("Sending the same finding again …");
            if (failed(timed(function, message))) {
                return false;
            }
            boolean same = tenant.settings().equals(lit);
            out.println();
            out.println("The same finding again changed " + (same ? "nothing." : "SOMETHING: " + differ(lit, tenant)));
            out.println();
            out.println("$ lamplighter aws undo %s --apply".formatted(stored.id()));
            boolean undone = undo(stored.id(), environment) == 0;
            boolean restored = tenant.settings().equals(before);
            out.println();
            out.println(
                    restored
                            ? "Every log setting is as it was before."
                            : "NOT every log setting is as it was: " + differ(before, tenant));
            return changed && same && undone && restored;
        }
    }

    private LambdaRuntime.Answer timed(LambdaRuntime function, String message) {
        Instant start = Instant.now();
        LambdaRuntime.Answer answer = function.invoke(message);
        progress.println("  answered %s after %d ms"
                .formatted(answer.body(), Duration.between(start, Instant.now()).toMillis()));
        return answer;
    }

    private boolean failed(LambdaRuntime.Answer answer) {
        boolean failed = answer.error() || !answer.body().equals("{\"batchItemFailures\":[]}");
        if (failed) {
            out.println("The function failed: %s; its log is %s".formatted(answer.body(), log("demo-function.log")));
        }
        return failed;
    }

    private static Stored finding(Lamps lamps) {
        List<Stored> found = lamps.findings().list(Moto.ACCOUNT, Instant.EPOCH.plus(Duration.ofDays(DAYS)), 2);
        if (found.size() != 1) {
            throw new IllegalStateException("one finding was expected in the table, and there are " + found.size());
        }
        return found.getFirst();
    }

    private static String differ(Map<String, String> expected, DemoTenant tenant) {
        Map<String, String> now = tenant.settings();
        return expected.entrySet().stream()
                .filter(e -> !e.getValue().equals(now.get(e.getKey())))
                .map(e -> "%s was %s and is %s".formatted(e.getKey(), e.getValue(), now.get(e.getKey())))
                .toList()
                .toString();
    }

    /** By the command line, in a process of its own, as a person would. */
    private int undo(String finding, Map<String, String> environment) {
        String endpoint = environment.getOrDefault("AWS_ENDPOINT_URL", "");
        Command undo = Person.lamplighter(Person.environment(endpoint), "aws", "undo", finding, "--apply");
        out.println((undo.out() + undo.err()).stripTrailing());
        return undo.exit();
    }

    private static Path log(String name) {
        return Packaged.target().resolve(name);
    }
}
