package io.lamplighter.shell;

import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Mode;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Restoration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "undo",
        description =
                "Puts back what a finding's steps changed, or one step, if it is still as we left it. It shows what"
                        + " it would restore; with --apply it then does it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lamplighter ${bundle:word.cloud} undo 3f0c1d2e4b5a69788796a5b4c3d2e1f0",
            "  lamplighter ${bundle:word.cloud} undo 3f0c1d2e4b5a69788796a5b4c3d2e1f0 --apply"
        })
final class UndoVerb extends Verb {
    private static final int RESOURCES = 50;
    private static final int FINDINGS = 5;

    @Parameters(paramLabel = "FINDING|STEP", description = "The id of a finding or of one step.")
    String id = "";

    @Option(names = "--region", paramLabel = "REGION", description = "${bundle:word.tableRegion}")
    String region = "";

    @Option(names = "--apply", description = "Do it; without this, only say what would be restored.")
    boolean apply;

    UndoVerb(Cloud cloud, Desk desk) {
        super(cloud, desk);
    }

    @Override
    ExitCode run() {
        Cloud.Session session = cloud.enter(region);
        List<LedgerEntry> entries = session.ledger().entries(id);
        if (entries.isEmpty()) {
            LedgerEntry one = session.ledger().entry(id);
            if (one == null && session.findings().find(id) == null) {
                throw new IllegalArgumentException("there is no finding or step %s in the table".formatted(id));
            }
            entries = one == null ? List.of() : List.of(one);
        }
        Map<LedgerEntry, Restoration> would = session.undoing().undo(entries, Mode.PROPOSE);
        if (!apply || !json) {
            show(would);
        }
        others(session, would.keySet()).forEach(this::note);
        if (!apply || would.isEmpty()) {
            if (!json) {
                desk.say(
                        would.isEmpty()
                                ? "Nothing of it is on: there is nothing to undo."
                                : "\nThis was a dry run: nothing was changed. Give --apply to restore.");
            }
            return worst(would);
        }
        Map<LedgerEntry, Restoration> done = session.undoing().undo(entries, Mode.ACT);
        if (!json) {
            desk.say("");
        }
        show(done);
        return worst(done);
    }

    /** What a person has to know before: other incidents may be read from the very logs that would go. */
    private List<String> others(Cloud.Session session, Set<LedgerEntry> entries) {
        Set<String> own = entries.stream().map(LedgerEntry::findingId).collect(Collectors.toSet());
        Map<String, String> notes = new LinkedHashMap<>();
        entries.stream()
                .flatMap(e -> e.targets().stream())
                .map(ResourceRef::id)
                .distinct()
                .limit(RESOURCES)
                .forEach(resource -> session.findings().touching(resource, FINDINGS).stream()
                        .filter(f -> !own.contains(f.id()))
                        .forEach(f -> notes.putIfAbsent(
                                f.id(),
                                "finding %s (%s, %s) is about %s too and may count on its logs"
                                        .formatted(f.id(), f.type(), f.time(), resource))));
        return List.copyOf(notes.values());
    }

    private void show(Map<LedgerEntry, Restoration> restorations) {
        TextTable table = new TextTable(desk.width(), "Step", "Result", "What");
        restorations.forEach((entry, restoration) -> {
            List<String> targets = entry.targets().stream().map(ResourceRef::id).toList();
            if (json) {
                Map<String, Object> line = line("step", entry.id());
                line.put("finding", entry.findingId());
                line.put("source", entry.source());
                line.put("action", entry.action());
                line.put("targets", targets);
                line.put("result", word(restoration).replace(' ', '-'));
                line.put("what", restoration.what());
                desk.say(Json.write(line));
            } else {
                table.row(entry.id(), word(restoration), restoration.what());
            }
        });
        if (!table.isEmpty()) {
            desk.say(table.toString());
        }
    }

    private static String word(Restoration restoration) {
        return switch (restoration) {
            case Restoration.Proposed proposed -> "would restore";
            case Restoration.Restored restored -> "restored";
            case Restoration.NothingLeft nothing -> "nothing left";
            case Restoration.Refused refused -> "refused";
            case Restoration.Failed failed -> "failed";
        };
    }

    private static ExitCode worst(Map<LedgerEntry, Restoration> restorations) {
        return restorations.values().stream()
                        .anyMatch(r -> r instanceof Restoration.Refused || r instanceof Restoration.Failed)
                ? ExitCode.FAILED
                : ExitCode.DONE;
    }
}
