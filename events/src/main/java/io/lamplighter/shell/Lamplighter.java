package io.lamplighter.shell;

import io.lamplighter.events.Failure;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/**
 * The command line: verbs under each cloud, the same words and flags everywhere.
 *
 * <p>A person's mistake gets one sentence and {@link ExitCode#USAGE}; a call that failed one sentence and {@link
 * ExitCode#FAILED}; only a bug shows a stack trace.
 */
public final class Lamplighter {
    private static final List<CloudWords> CLOUDS = List.of(CloudWords.AWS, CloudWords.AZURE);
    private static final int WIDTH = 120;
    private static final int LEAST = 80;

    private Lamplighter() {}

    @Command(
            name = "lamplighter",
            description = "Turns on the logs that are missing where an alert points, and can undo each change.",
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "CLOUD VERB",
            versionProvider = Version.class,
            footerHeading = "%nExit codes:%n",
            footer = {
                "  0  done; what a rule refused was refused",
                "  1  something failed, could not be recorded, or is not to be undone",
                "  2  the command cannot be carried out as it was given",
                "  3  an event was rejected; all others were taken",
                "",
                "From a checkout there are also: lamplighter demo, bench, verify."
            })
    static final class Root {}

    @Command(
            description = "Respond, harden and undo in this cloud, with your own credentials.",
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "VERB")
    static final class OfCloud {}

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Lamplighter.class.getPackage().getImplementationVersion();
            return new String[] {"lamplighter " + (version == null ? "from a checkout" : version)};
        }
    }

    /** Runs one command and returns its exit code. */
    public static int run(
            Cloud cloud, InputStream in, PrintWriter out, PrintWriter err, boolean person, String[] args) {
        Desk desk = new Desk(in, out, err, person, width());
        CommandLine root = new CommandLine(new Root());
        Stream.concat(CLOUDS.stream(), Stream.of(cloud.words())).distinct().forEach(words -> {
            Cloud one = words.equals(cloud.words()) ? cloud : new Elsewhere(words);
            root.addSubcommand(words.cloud(), verbs(one, desk));
        });
        root.addSubcommand("generate-completion", new AutoComplete.GenerateCompletion());
        root.setOut(out)
                .setErr(err)
                .setUsageHelpWidth(desk.width())
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setExecutionExceptionHandler((e, line, parsed) -> sentence(e, cloud, desk));
        return root.execute(args);
    }

    private static CommandLine verbs(Cloud cloud, Desk desk) {
        return new CommandLine(new OfCloud())
                .addSubcommand(new RespondVerb(cloud, desk))
                .addSubcommand(new HardenVerb(cloud, desk))
                .addSubcommand(new CoverageVerb(cloud, desk))
                .addSubcommand(new FindingsVerb(cloud, desk))
                .addSubcommand(new UndoVerb(cloud, desk))
                .addSubcommand(new ExplainVerb(cloud, desk))
                .setResourceBundle(cloud.words().bundle());
    }

    private static int sentence(Exception e, Cloud cloud, Desk desk) throws Exception {
        if (e instanceof IllegalArgumentException) {
            desk.err().println("lamplighter: " + Plain.of(String.valueOf(e.getMessage())));
            desk.err().flush();
            return ExitCode.USAGE.number();
        }
        Failure failure = cloud.failures().read(e);
        if (failure.kind() == Failure.Kind.BUG) {
            throw e;
        }
        desk.err().println("lamplighter: " + Plain.of(failure.why()));
        desk.err().flush();
        return ExitCode.FAILED.number();
    }

    private static int width() {
        try {
            return Math.max(LEAST, Integer.parseInt(System.getenv().getOrDefault("COLUMNS", Integer.toString(WIDTH))));
        } catch (NumberFormatException e) {
            return WIDTH;
        }
    }
}
