package io.lamplighter.shell;

import io.lamplighter.events.Alert;
import io.lamplighter.events.Plan;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scoper;
import io.lamplighter.events.Survey;
import io.lamplighter.events.Verdict;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "coverage",
        description = "Shows what is dark, per resource. It only reads.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lamplighter ${bundle:word.cloud} coverage",
            "  lamplighter ${bundle:word.cloud} coverage --all-regions --source ${bundle:word.someSource} --json"
        })
final class CoverageVerb extends Verb {
    @Mixin
    Asked asked;

    CoverageVerb(Cloud cloud, Desk desk) {
        super(cloud, desk);
        asked = new Asked(cloud.words());
    }

    @Override
    ExitCode run() throws InterruptedException {
        Cloud.Session session = cloud.enter(asked.firstRegion());
        TextTable table = new TextTable(desk.width(), "Region", "Log source", "Resource", "State", "Why");
        ExitCode exit = ExitCode.DONE;
        for (Alert alert : asked.alerts(session, "harden")) {
            Scoper.Scoped scoped = session.scoper().scope(alert);
            List<Survey.Sight> sights;
            try (Progress progress = desk.progress(
                    "Looking", (long) scoped.scopes().size() * session.sources().size())) {
                sights = session.survey(progress).look(scoped.scopes(), alert.request());
            }
            for (Survey.Sight sight : sights) {
                exit = exit.and(show(sight, table));
            }
            scoped.notes().forEach(this::note);
        }
        if (!json) {
            desk.say(table.isEmpty() ? "There is nothing there that could be logged." : table.toString());
        }
        return exit;
    }

    private ExitCode show(Survey.Sight sight, TextTable table) {
        if (sight.failure() != null) {
            row(sight, List.of(), "failed", sight.failure().why(), table);
            return ExitCode.FAILED;
        }
        for (Verdict<?> verdict : sight.verdicts()) {
            switch (verdict) {
                case Verdict.Covered<?> covered -> row(sight, covered.targets(), "covered", covered.evidence(), table);
                case Verdict.Missing<?> missing ->
                    missing.targets().forEach(t -> row(sight, List.of(t), "missing", why(missing, t), table));
                case Verdict.Undecidable<?> unknown ->
                    row(sight, unknown.targets(), "undecidable", unknown.why(), table);
            }
        }
        return ExitCode.DONE;
    }

    private static String why(Verdict.Missing<?> missing, ResourceRef target) {
        return missing.plan() instanceof Plan.Blocked<?> blocked
                ? missing.why(target) + "; not to be lit: " + blocked.why()
                : missing.why(target);
    }

    private void row(Survey.Sight sight, List<ResourceRef> targets, String state, String why, TextTable table) {
        List<String> ids = targets.stream().map(ResourceRef::id).toList();
        if (!json) {
            (ids.isEmpty() ? List.of("") : ids)
                    .forEach(id -> table.row(sight.scope().region(), sight.source(), id, state, why));
            return;
        }
        Map<String, Object> line = line("account", sight.scope().account());
        line.put("region", sight.scope().region());
        line.put("source", sight.source());
        line.put("state", state);
        line.put("targets", ids);
        line.put("why", why);
        desk.say(Json.write(line));
    }
}
