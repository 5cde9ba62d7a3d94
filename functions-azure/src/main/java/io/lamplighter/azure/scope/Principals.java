package io.lamplighter.azure.scope;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.Cut;
import io.lamplighter.shell.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whom a resource acts as, its own identity and those that were given to it: what they did is looked at. */
final class Principals {
    private static final int MOST = 10;

    private Principals() {}

    /** What a body tells; an entry that is null for none. */
    static Map<String, @Nullable String> of(Resource body, List<String> notes) {
        List<JsonNode> given = new ArrayList<>();
        Json.at(body.body(), "identity.userAssignedIdentities").forEach(given::add);
        return within(
                body,
                Stream.concat(
                        Stream.of(body.text("identity.principalId")),
                        given.stream().map(i -> Json.text(i, "principalId"))),
                notes);
    }

    /** The identity that a resource is itself. */
    static Map<String, @Nullable String> itself(Resource body, List<String> notes) {
        return within(body, Stream.of(body.text("properties.principalId")), notes);
    }

    private static Map<String, @Nullable String> within(Resource body, Stream<String> ids, List<String> notes) {
        Cut<String> cut = Cut.of(
                ids.filter(ArmId::subscription).distinct().toList(),
                MOST,
                "identities that %s acts as were not looked at"
                        .formatted(body.id().text()),
                id -> id);
        notes.addAll(cut.notes());
        Map<String, @Nullable String> within = new HashMap<>();
        within.put(AzureType.MANAGED_IDENTITY, cut.kept().isEmpty() ? null : String.join(" ", cut.kept()));
        return within;
    }
}
