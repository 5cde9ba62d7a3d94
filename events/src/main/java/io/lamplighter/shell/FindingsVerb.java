package io.lamplighter.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.events.FindingTable.Stored;
import io.lamplighter.events.LedgerEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "findings",
        description = "Shows the findings of the central table, newest first, or one of them whole.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lamplighter ${bundle:word.cloud} findings --days 7",
            "  lamplighter ${bundle:word.cloud} findings --resource ${bundle:word.someResource}",
            "  lamplighter ${bundle:word.cloud} findings 3f0c1d2e4b5a69788796a5b4c3d2e1f0 --json"
        })
final class FindingsVerb extends Verb {
    @Parameters(arity = "0..1", paramLabel = "FINDING", description = "The id of one finding.")
    String finding = "";

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "Of this ${bundle:word.account}; the own one without it.")
    String account = "";

    @Option(names = "--region", paramLabel = "REGION", description = "${bundle:word.tableRegion}")
    String region = "";

    @Option(names = "--resource", paramLabel = "ID", description = "Those that touched the resource of this id.")
    @Nullable String resource;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "How far back; ${DEFAULT-VALUE} without it.")
    int days = 30;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many at most; ${DEFAULT-VALUE} without it.")
    int limit = 50;

    FindingsVerb(Cloud cloud, Desk desk) {
        super(cloud, desk);
    }

    @Override
    ExitCode run() {
        if (days < 1 || limit < 1) {
            throw new IllegalArgumentException("--days and --limit take a whole number from 1");
        }
        Cloud.Session session = cloud.enter(region);
        if (!finding.isEmpty()) {
            Stored stored = session.findings().find(finding);
            if (stored == null) {
                throw new IllegalArgumentException("there is no finding %s in the table".formatted(finding));
            }
            show(asItIsNow(stored.document(), session.ledger().entries(finding)), true);
            return ExitCode.DONE;
        }
        List<Stored> found = resource != null
                ? session.findings().touching(session.resourceId(resource), limit)
                : session.findings()
                        .list(
                                account.isEmpty() ? session.account() : account,
                                session.clock().instant().minus(Duration.ofDays(days)),
                                limit);
        if (json) {
            found.forEach(f -> show(f.document(), false));
            return ExitCode.DONE;
        }
        TextTable table =
                new TextTable(desk.width(), "Finding", "Time", "Account", "Region", "Severity", "Type", "Result");
        for (Stored f : found) {
            table.row(
                    f.id(),
                    f.time().toString(),
                    f.account(),
                    f.region(),
                    f.severity().toString(),
                    f.type(),
                    String.valueOf(f.document().getOrDefault("status_detail", "")));
        }
        desk.say(table.isEmpty() ? "There is no finding." : table.toString());
        return ExitCode.DONE;
    }

    /** The document with what has become of its steps since it was written, such as an undo. */
    private static Map<String, Object> asItIsNow(Map<String, Object> document, List<LedgerEntry> entries) {
        JsonNode tree = Json.tree(document);
        for (JsonNode step : tree.path("unmapped").path("lamplighter").path("steps")) {
            entries.stream()
                    .filter(e -> e.id().equals(step.path("id").asText()))
                    .forEach(e -> ((ObjectNode) step).put("state", e.state().name()));
        }
        return Json.map(tree);
    }
}
