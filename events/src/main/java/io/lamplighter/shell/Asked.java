package io.lamplighter.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Intake;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Parsed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The flags that say where and for what; together they are a person's request, the same that the functions take. */
final class Asked {
    private static final int NAMED = 20;

    private final CloudWords words;

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "The ${bundle:word.account} to work in; the own one without it.")
    String account = "";

    @Option(
            names = "--region",
            paramLabel = "REGION",
            split = ",",
            description = "Where to look; may be given several times. The own ${bundle:word.region} without it.")
    List<String> regions = new ArrayList<>();

    @Option(
            names = "--all-regions",
            description = "Every ${bundle:word.region} that is on in the ${bundle:word.account}.")
    boolean allRegions;

    @Option(
            names = "--source",
            paramLabel = "ID",
            split = ",",
            description = "Only this log source; may be given several times.")
    List<String> sources = new ArrayList<>();

    @Option(
            names = "--resource",
            paramLabel = "RESOURCE",
            split = ",",
            description = "Only this resource: ${bundle:word.resourceForms}.")
    List<String> resources = new ArrayList<>();

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "The incident's id: the same id is the same finding. One of this moment without it.")
    String id = "";

    Asked(CloudWords words) {
        this.words = words;
    }

    /** What a file's events say themselves, and no flag may say otherwise; empty if no such flag is given. */
    String besideFiles() {
        return Stream.of(
                        account.isEmpty() ? "" : "--account",
                        allRegions ? "--all-regions" : "",
                        id.isEmpty() ? "" : "--id")
                .filter(f -> !f.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The same alert for the sources that are asked for only. */
    Alert narrowed(Alert alert) {
        return sources.isEmpty() ? alert : alert.with(alert.request().only(sources));
    }

    /** Where the table is, unless the environment says it. */
    String firstRegion() {
        return regions.isEmpty() ? "" : regions.getFirst();
    }

    /**
     * The alerts that this asks for.
     *
     * @param verb {@code respond} or {@code harden}
     * @throws IllegalArgumentException with the sentence of what is wrong
     */
    List<Alert> alerts(Cloud.Session session, String verb) {
        check(session);
        List<Alert> alerts = new ArrayList<>();
        for (Intake.Message message : session.open(request(session, verb))) {
            for (Parsed parsed : message.events()) {
                switch (parsed) {
                    case Parsed.Read read -> alerts.add(read.alert());
                    case Parsed.Ignored ignored -> throw new IllegalArgumentException(ignored.why());
                    case Parsed.Rejected rejected -> throw new IllegalArgumentException(rejected.why());
                }
            }
        }
        return alerts;
    }

    /**
     * That the sources and regions are there.
     *
     * @throws IllegalArgumentException with the sentence of what is wrong
     */
    void check(Cloud.Session session) {
        List<String> known = session.sources().stream().map(LogSource::id).toList();
        for (String source : sources) {
            if (!known.contains(source)) {
                throw new IllegalArgumentException("there is no log source %s; there are: %s"
                        .formatted(Plain.of(source), String.join(", ", known)));
            }
        }
        for (String region : regions) {
            if (!session.knows(region)) {
                throw new IllegalArgumentException("there is no %s %s; --all-regions takes all that are on"
                        .formatted(words.region(), Plain.of(region)));
            }
        }
    }

    private JsonNode request(Cloud.Session session, String verb) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("request", verb);
        Instant now = session.clock().instant();
        request.put("id", id.isEmpty() ? "by-hand-" + now : id);
        request.put("account", account.isEmpty() ? session.account() : account);
        ArrayList<String> where = new ArrayList<>(regions);
        if (allRegions) {
            where = new ArrayList<>(session.regions());
        } else if (where.isEmpty() && !session.region().isEmpty()) {
            where.add(session.region());
        }
        if (where.isEmpty() && resources.isEmpty()) {
            throw new IllegalArgumentException(
                    "no %s is named: give --region or --all-regions".formatted(words.region()));
        }
        where.forEach(request.putArray("regions")::add);
        if (!resources.isEmpty()) {
            resources.forEach(request.putArray("resources")::add);
        }
        if (!sources.isEmpty()) {
            sources.forEach(request.putArray("sources")::add);
        }
        request.put(
                "reason",
                "%s by hand: %s"
                        .formatted(
                                verb,
                                resources.isEmpty()
                                        ? where.size() + (where.size() == 1 ? " region" : " regions")
                                        : String.join(", ", resources.subList(0, Math.min(NAMED, resources.size())))));
        return request;
    }
}
