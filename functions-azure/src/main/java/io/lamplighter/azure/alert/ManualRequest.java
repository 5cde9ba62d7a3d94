package io.lamplighter.azure.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Locations;
import io.lamplighter.events.AlertParser;
import io.lamplighter.events.Parsed;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.ManualAlerts;
import io.lamplighter.shell.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/**
 * What a person or a schedule asks for.
 *
 * <pre>{@code
 * {"request": "respond",             respond | harden
 *  "id": "INC-42",                   the same id is the same request; else a digest of all this
 *  "reason": "…",                    a title
 *  "account": "0a1b2c3d-…",          a subscription; harden also "accounts": […]; what to harden, where to look up identities
 *  "region": "westeurope",           a location; harden also "regions": […]; what to harden
 *  "resources": [                    respond needs these or identities; harden takes all there is without them
 *    "/subscriptions/0a1b2c3d-…/resourceGroups/shop/providers/Microsoft.Compute/virtualMachines/web",
 *    "/subscriptions/0a1b2c3d-…", "/providers/Microsoft.aadiam",
 *    {"kind": "Microsoft.KeyVault/vaults", "id": "/subscriptions/…", "region": "westeurope"}],
 *  "identities": [{"kind": "user", "id": "ann@example.com"}],   user | service-principal | managed-identity
 *  "sources": ["azure.vnet-flow-logs"]}                         all where there are none
 * }</pre>
 *
 * <p>Resources are found wherever they are: the request's location is not taken for theirs.
 */
@Singleton
public final class ManualRequest extends ManualAlerts<Draft> implements AlertParser<JsonNode> {
    private static final List<String> IDENTITIES = List.of("user", "service-principal", "managed-identity");

    private final Clock clock;

    public ManualRequest(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean reads(JsonNode event) {
        return event.path("request").isTextual();
    }

    @Override
    public List<Parsed> parse(JsonNode event) {
        return read(new Given(event, "", "", "", clock.instant()), "");
    }

    @Override
    protected Draft draft(String account, String region) {
        return new Draft(account, Words.or(Locations.of(region), region));
    }

    @Override
    protected List<String> identities() {
        return IDENTITIES;
    }

    @Override
    protected boolean region(String text) {
        return !Locations.of(text).isEmpty();
    }

    private static String id(JsonNode resource) {
        return (resource.isTextual() ? resource.asText() : Json.text(resource, "id")).strip();
    }

    @Override
    protected String accountOf(JsonNode resource) {
        String own = Json.text(resource, "account").toLowerCase(Locale.ROOT);
        return Words.or(Draft.subscriptionOf(id(resource)), own);
    }

    @Override
    protected String regionOf(JsonNode resource) {
        return Json.text(resource, "region");
    }

    /** Every resource can be found without a location. */
    @Override
    protected boolean lost(JsonNode resource) {
        return false;
    }

    @Override
    protected void identify(Draft draft, String kind, String id) {
        boolean known = kind.equals("user") ? draft.user(id) : draft.principal(kind, id);
        if (!known) {
            draft.impossible("identities has \"%s\", which is no object id%s"
                    .formatted(Words.quote(id), kind.equals("user") ? " and no user's name" : ""));
        }
    }

    @Override
    protected void add(Draft draft, JsonNode resource, String owner) {
        String text = id(resource);
        String kind = AzureType.spelt(Json.text(resource, "kind"));
        String account = Json.text(resource, "account").toLowerCase(Locale.ROOT);
        String region = Json.text(resource, "region");
        ArmId id = ArmId.read(text);
        if (Draft.ofEntra(text)) {
            draft.arm(text);
        } else if (id == null || id.subscription().isEmpty()) {
            draft.impossible("resources has \"%s\", which is no resource's id: it starts with /subscriptions/"
                    .formatted(Words.quote(text)));
        } else if (!kind.isEmpty() && !kind.equals(id.type())) {
            draft.impossible("resources has a %s, whose id is that of a %s".formatted(Words.quote(kind), id.type()));
        } else if (!account.isEmpty() && !account.equals(id.subscription())) {
            draft.impossible("resources has \"%s\", which is not in subscription \"%s\""
                    .formatted(Words.quote(text), Words.quote(account)));
        } else {
            draft.arm(text, Words.or(Locations.of(region), region));
        }
    }
}
