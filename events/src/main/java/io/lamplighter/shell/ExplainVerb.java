package io.lamplighter.shell;

import io.lamplighter.events.Alert;
import io.lamplighter.events.ResourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description = "Tells what would be made of events. It is offline and needs no credentials.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lamplighter ${bundle:word.cloud} explain finding.json",
            "  lamplighter ${bundle:word.cloud} explain --json - < events.jsonl"
        })
final class ExplainVerb extends Verb {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files of events, or - for the standard input: one event, a JSON array, or one event a line.")
    List<String> files = new ArrayList<>();

    ExplainVerb(Cloud cloud, Desk desk) {
        super(cloud, desk);
    }

    @Override
    ExitCode run() {
        Explain explain = cloud.explain();
        TextTable table = new TextTable(desk.width(), "File", "Result", "Alert", "Resources", "Would look at");
        ExitCode exit = ExitCode.DONE;
        for (String file : files) {
            for (Explain.Explanation one : explain.file(file, desk.read(file))) {
                if (one.result() == Explain.Result.REJECTED) {
                    exit = ExitCode.REJECTED;
                }
                if (json) {
                    desk.say(Json.write(one.asMap()));
                } else {
                    row(one, table);
                }
            }
        }
        if (!json) {
            desk.say(table.toString());
        }
        return exit;
    }

    private static void row(Explain.Explanation one, TextTable table) {
        Alert alert = one.alert();
        String result = one.result().name().toLowerCase(Locale.ROOT);
        if (alert == null) {
            table.row(one.file(), result, "", "", one.why());
            return;
        }
        table.row(
                one.file(),
                result,
                alert.type(),
                alert.resources().stream().map(ResourceRef::id).collect(Collectors.joining(", ")),
                one.sources().stream()
                        .map(s -> s.targets().isEmpty()
                                ? "%s: nothing, %s".formatted(s.id(), s.why())
                                : "%s: %s (%s)".formatted(s.id(), String.join(", ", s.targets()), s.level()))
                        .collect(Collectors.joining("; ")));
    }
}
