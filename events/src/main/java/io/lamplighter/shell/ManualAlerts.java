package io.lamplighter.shell;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Ids;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Request;
import io.lamplighter.events.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes alerts of what a person or a schedule asks for, alike on each cloud, which tells what its names look like.
 *
 * <p>A harden of several accounts is one alert for each. A field that is wrong or not known rejects the whole request, since
 * it was written to be acted on.
 *
 * @param <D> the cloud's draft
 */
public abstract class ManualAlerts<D extends AlertDraft> {
    static final String ORIGIN = "manual";

    /**
     * A request, and what its envelope says where it does not itself.
     *
     * @param id the envelope's, or empty for a digest of the request: the same request is then the same finding
     * @param time when it was asked, or now
     */
    public record Given(JsonNode detail, String account, String region, String id, Instant time) {}

    protected abstract D draft(String account, String region);

    /** The kinds of identity that are looked up here. */
    protected abstract List<String> identities();

    /** The account that a resource names itself, or empty. */
    protected abstract String accountOf(JsonNode resource);

    /** The region that a resource names itself, or empty. */
    protected abstract String regionOf(JsonNode resource);

    /** Whether a resource has to be in a region, and names none. */
    protected abstract boolean lost(JsonNode resource);

    /** Whether a region can have this name. */
    protected abstract boolean region(String text);

    /** Adds a resource, its owner being this account where it names none. */
    protected abstract void add(D draft, JsonNode resource, String owner);

    /** Adds somebody of one of those kinds. */
    protected void identify(D draft, String kind, String id) {
        draft.identity(kind, id);
    }

    /**
     * The alerts.
     *
     * @param otherwise the verb where the request has none, or empty
     */
    protected final List<Parsed> read(Given given, String otherwise) {
        JsonNode detail = given.detail();
        String asked = Json.text(detail, "request");
        String verb = Words.or(otherwise, asked);
        if (!verb.matches("respond|harden") || !(asked.isEmpty() || asked.equals(verb))) {
            return rejected("request is \"%s\"; it takes respond or harden".formatted(Words.quote(asked)));
        }
        String wrong = RequestForm.wrong(detail, verb.equals("harden"), identities());
        if (!wrong.isEmpty()) {
            return rejected(wrong);
        }
        List<String> accounts = either(detail, "account", "accounts", given.account());
        List<String> regions = either(detail, "region", "regions", given.region());
        if (verb.equals("respond") && (accounts.size() > 1 || regions.size() > 1)) {
            return rejected("respond takes one account and one region; a resource may name its own");
        }
        return verb.equals("respond")
                ? List.of(respond(given, first(accounts), first(regions)))
                : harden(given, accounts, regions);
    }

    private Parsed respond(Given given, String account, String region) {
        List<JsonNode> resources = Json.list(given.detail(), "resources");
        D draft = draft(
                first(places(resources, this::accountOf, account)), first(places(resources, this::regionOf, region)));
        named(draft, given.detail(), false, "", draft.account());
        if (draft.empty() && draft.problem().isEmpty()) {
            return new Parsed.Rejected("respond needs resources or identities");
        }
        return read(draft, given, new Request(Breadth.TOUCHED, List.of(), sources(given)), "Respond");
    }

    private List<Parsed> harden(Given given, List<String> accounts, List<String> regions) {
        JsonNode detail = given.detail();
        List<JsonNode> resources = Json.list(detail, "resources");
        String otherwise = first(accounts);
        List<String> where =
                resources.isEmpty() ? accounts : places(resources, r -> Words.or(accountOf(r), otherwise), "");
        if (where.isEmpty() || regions.isEmpty()) {
            return rejected("harden needs an account and a region");
        }
        if (resources.stream().anyMatch(r -> Words.or(accountOf(r), otherwise).isEmpty())) {
            return rejected("a resource names no account, and there is none for all of them");
        }
        if (regions.size() > 1 && resources.stream().anyMatch(this::lost)) {
            return rejected("a resource names no region, and there are several for all of them");
        }
        String region = regions.stream().filter(r -> !region(r)).findFirst().orElse("");
        if (!region.isEmpty()) {
            return rejected("regions has \"%s\", which cannot be a region".formatted(Words.quote(region)));
        }
        List<Parsed> alerts = new ArrayList<>();
        for (String account : where) {
            D draft = draft(account, first(regions));
            named(draft, detail, true, account, otherwise);
            alerts.add(read(draft, given, new Request(Breadth.ALL, regions, sources(given)), "Harden"));
        }
        // All or nothing: a request with an account that cannot be was not meant as it was written.
        return alerts.stream()
                .filter(Parsed.Rejected.class::isInstance)
                .findFirst()
                .map(List::of)
                .orElse(alerts);
    }

    private Parsed read(D draft, Given given, Request request, String verb) {
        JsonNode detail = given.detail();
        Instant time = Words.time(detail, "time");
        return draft.read(
                Words.or(Words.first(detail, "id"), given.id(), Ids.of(detail.toString())),
                ORIGIN,
                "Lamplighter:" + verb,
                Words.or(Words.first(detail, "reason"), verb + " by request"),
                verb.equals("Harden") ? Severity.INFORMATIONAL : Severity.MEDIUM,
                time == null ? given.time() : time,
                request);
    }

    /** The given place if there is one, then those that the resources name. */
    private static List<String> places(List<JsonNode> resources, Function<JsonNode, String> place, String given) {
        Set<String> places = new LinkedHashSet<>(List.of(given));
        resources.forEach(r -> places.add(place.apply(r)));
        places.remove("");
        return List.copyOf(places);
    }

    /** Adds what the request names; only what is of one account where one is given. */
    private void named(D draft, JsonNode detail, boolean hardens, String only, String otherwise) {
        for (JsonNode resource : Json.list(detail, "resources")) {
            String owner = Words.or(accountOf(resource), otherwise);
            if (!only.isEmpty() && !owner.equals(only)) {
                continue;
            }
            add(draft, resource, owner);
            D alone = draft(owner, draft.region());
            add(alone, resource, owner);
            // A resource that vanished would leave a request that asks for everything.
            if (draft.problem().isEmpty() && (hardens ? alone.nowhere() : alone.empty())) {
                draft.impossible("resources has \"%s\", which names no resource"
                        .formatted(Words.quote(resource.isTextual() ? resource.asText() : resource.toString())));
            }
        }
        for (JsonNode identity : Json.list(detail, "identities")) {
            identify(
                    draft,
                    Json.text(identity, "kind"),
                    Json.text(identity, "id").strip());
        }
    }

    private static List<String> sources(Given given) {
        return Words.texts(given.detail(), "sources");
    }

    private static List<String> either(JsonNode detail, String one, String several, String otherwise) {
        Set<String> found = new LinkedHashSet<>(Words.texts(detail, one));
        found.addAll(Words.texts(detail, several));
        if (found.isEmpty() && !otherwise.isEmpty()) {
            found.add(otherwise);
        }
        return List.copyOf(found);
    }

    private static String first(List<String> texts) {
        return texts.isEmpty() ? "" : texts.getFirst();
    }

    private static List<Parsed> rejected(String why) {
        return List.of(new Parsed.Rejected(why));
    }
}
