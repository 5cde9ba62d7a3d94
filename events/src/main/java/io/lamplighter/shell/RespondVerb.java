package io.lamplighter.shell;

import io.lamplighter.events.Alert;
import io.lamplighter.events.Intake;
import io.lamplighter.events.Parsed;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "respond",
        description = "Lights the logs that are missing around what an alert names. A dry run without --apply.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lamplighter ${bundle:word.cloud} respond finding.json",
            "  lamplighter ${bundle:word.cloud} respond --resource ${bundle:word.someResources} --id INC-42 --apply"
        })
final class RespondVerb extends Verb {
    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Files of events, or - for the standard input: one event, a JSON array, or one event a line.")
    List<String> files = new ArrayList<>();

    @Mixin
    Asked asked;

    @Option(names = "--apply", description = "Do it; without this, only say what would be done.")
    boolean apply;

    RespondVerb(Cloud cloud, Desk desk) {
        super(cloud, desk);
        asked = new Asked(cloud.words());
    }

    @Override
    ExitCode run() throws InterruptedException {
        if (files.isEmpty() == asked.resources.isEmpty()) {
            throw new IllegalArgumentException("name either FILEs with events, or what to respond to with --resource");
        }
        if (!files.isEmpty() && !asked.besideFiles().isEmpty()) {
            throw new IllegalArgumentException("%s goes with --resource only: the events in a FILE say it themselves"
                    .formatted(asked.besideFiles()));
        }
        List<String> texts = files.stream().map(desk::read).toList();
        Cloud.Session session = cloud.enter(asked.firstRegion());
        if (files.isEmpty()) {
            return respond(session, asked.alerts(session, "respond"), apply, -1);
        }
        asked.check(session);
        List<Alert> alerts = new ArrayList<>();
        ExitCode read = ExitCode.DONE;
        for (int i = 0; i < files.size(); i++) {
            read = read.and(read(session, files.get(i), texts.get(i), alerts));
        }
        return respond(session, alerts, apply, -1).and(read);
    }

    private ExitCode read(Cloud.Session session, String file, String text, List<Alert> alerts) {
        ExitCode exit = ExitCode.DONE;
        for (JsonEvents.Event event : JsonEvents.in(text)) {
            List<Parsed> parsed = switch (event) {
                case JsonEvents.Tree tree ->
                    session.open(tree.node()).stream()
                            .map(Intake.Message::events)
                            .flatMap(List::stream)
                            .toList();
                case JsonEvents.Broken broken -> List.of(new Parsed.Rejected(broken.why()));
            };
            for (Parsed one : parsed) {
                switch (one) {
                    case Parsed.Read good -> alerts.add(asked.narrowed(good.alert()));
                    case Parsed.Ignored ignored -> trouble("%s: ignored: %s".formatted(file, ignored.why()));
                    case Parsed.Rejected rejected -> {
                        trouble("%s: rejected: %s".formatted(file, rejected.why()));
                        exit = ExitCode.REJECTED;
                    }
                }
            }
        }
        return exit;
    }
}
