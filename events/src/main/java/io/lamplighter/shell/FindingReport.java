package io.lamplighter.shell;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One finding for a person: what was asked, found, changed, refused and why, where the logs will be, and the ledger.
 *
 * <p>It is made from the OCSF document alone, so that a finding of today and one out of the table read the same. All of
 * it is untrusted and goes through {@link Plain}.
 */
public final class FindingReport {
    private final JsonNode document;
    private final JsonNode ours;
    private final int width;
    private final StringBuilder text = new StringBuilder();

    private FindingReport(Map<String, Object> document, int width) {
        this.document = Json.tree(document);
        this.ours = this.document.path("unmapped").path("lamplighter");
        this.width = width;
    }

    /**
     * The report, lines of at most {@code width} columns where its words allow.
     *
     * @param undo the command that undoes a finding, less its id; empty to show none
     */
    public static String of(Map<String, Object> document, String undo, int width) {
        return new FindingReport(document, width).text(undo);
    }

    private String text(String undo) {
        String id = Json.text(document, "finding_info.uid");
        line("Finding   " + id + "  (delivery " + Json.text(ours, "deliveries") + ")");
        line("Alert     " + words(Json.list(document, "finding_info.types")) + ", " + Json.text(document, "severity"));
        line("          " + Json.text(document, "finding_info.title"));
        String place = "%s %s".formatted(Json.text(document, "cloud.account.uid"), Json.text(document, "cloud.region"));
        line("In        " + place.strip() + ", "
                + Instant.ofEpochMilli(document.path("time").asLong()));
        line("Result    " + Json.text(document, "status_detail"));
        outcomes();
        logs();
        enrichments();
        steps();
        notes();
        if (!undo.isEmpty() && Json.list(ours, "steps").stream().anyMatch(FindingReport::undoable)) {
            heading("Undo it with");
            line("  " + undo + " " + id + " --apply");
        }
        return text.toString().stripTrailing();
    }

    private static boolean undoable(JsonNode step) {
        return !List.of("UNDONE", "FAILED").contains(Json.text(step, "state"));
    }

    private void outcomes() {
        TextTable table = new TextTable(width, "Log source", "Resource", "Result", "Why");
        for (JsonNode outcome : Json.list(ours, "outcomes")) {
            List<String> targets = ids(outcome);
            for (String target : targets.isEmpty() ? List.of("") : targets) {
                table.row(Json.text(outcome, "source"), target, Json.text(outcome, "result"), why(outcome));
            }
        }
        section("Logs", table);
    }

    private static List<String> ids(JsonNode outcome) {
        List<String> ids = new ArrayList<>();
        for (JsonNode target : Json.list(outcome, "targets")) {
            ids.add(Json.text(target, "id"));
        }
        return ids;
    }

    private static String why(JsonNode outcome) {
        return switch (Json.text(outcome, "result")) {
            case "already-on", "turned-on" -> Json.text(outcome, "evidence");
            case "proposed" -> "would call " + Json.text(outcome, "action");
            case "refused" -> Json.text(outcome, "rule") + ": " + Json.text(outcome, "why");
            default -> Json.text(outcome, "why");
        };
    }

    private void logs() {
        List<JsonNode> logs = Json.list(ours, "logs");
        if (logs.isEmpty()) {
            return;
        }
        heading("Where the new logs will be, and what to ask them");
        String place = "";
        String without = "";
        boolean fresh = false;
        for (int i = 0; i < logs.size(); i++) {
            JsonNode log = logs.get(i);
            String uri = Json.text(log, "uri");
            if (!uri.equals(place)) {
                line("  " + uri);
                place = uri;
                fresh = true;
            }
            if (i + 1 < logs.size() && alike(log, logs.get(i + 1))) {
                continue;
            }
            if (fresh) {
                line("  first record " + Json.text(log, "firstRecord"));
                fresh = false;
            }
            String left = Json.text(log, "left");
            if (!left.isEmpty() && !left.equals(without)) {
                line("  not sent elsewhere: " + left);
                without = left;
            }
            Json.text(log, "ask").lines().forEach(l -> line("    " + l));
        }
    }

    /** What is said of both once is enough: a storage account has four such logs. */
    private static boolean alike(JsonNode one, JsonNode other) {
        return Stream.of("firstRecord", "left", "ask")
                .allMatch(f -> Json.text(one, f).equals(Json.text(other, f)));
    }

    private void enrichments() {
        TextTable table = new TextTable(width, "Looked up", "Result", "What");
        for (JsonNode one : Json.list(ours, "enrichments")) {
            table.row(
                    Json.text(one, "id"),
                    Json.text(one, "result").replace('-', ' '),
                    Json.text(one, "summary") + Json.text(one, "why"));
        }
        section("What a responder would look up", table);
    }

    private void steps() {
        TextTable table = new TextTable(width, "Step", "Call", "State", "Expires");
        for (JsonNode step : Json.list(ours, "steps")) {
            table.row(
                    Json.text(step, "id"),
                    Json.text(step, "action"),
                    Json.text(step, "state"),
                    Json.text(step, "expiresAt").replaceFirst("\\.\\d+Z$", "Z"));
        }
        section("Ledger", table);
    }

    private void notes() {
        List<JsonNode> notes = new ArrayList<>(Json.list(ours, "notes"));
        notes.addAll(Json.list(ours, "cut"));
        if (!notes.isEmpty()) {
            heading("Left out");
            notes.forEach(n -> line("  " + n.asText()));
        }
    }

    private void section(String title, TextTable table) {
        if (!table.isEmpty()) {
            heading(title);
            text.append(table.toString().indent(2));
        }
    }

    private static String words(List<JsonNode> texts) {
        return texts.stream().map(JsonNode::asText).collect(Collectors.joining(", "));
    }

    private void heading(String title) {
        text.append('\n').append(title).append('\n');
    }

    private void line(String untrusted) {
        text.append(Plain.of(untrusted)).append('\n');
    }
}
