package io.lamplighter.azure.clients;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpMethod;
import com.azure.identity.AzureAuthorityHosts;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.ChainedTokenCredentialBuilder;
import com.azure.identity.EnvironmentCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.ArmJson.Answer;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.Locations;
import io.lamplighter.shell.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Who we are: told by the function app's environment, or asked where a person runs it. */
public final class Caller {
    /** The subscription to work in, where neither the function app nor the person's sign-in tells it. */
    public static final String SUBSCRIPTION = "AZURE_SUBSCRIPTION_ID";

    /** The location of what names none, as the {@code az} tool has it. */
    public static final String LOCATION = "AZURE_DEFAULTS_LOCATION";

    /** Offline nothing is called, so that no subscription and location are needed. */
    private static final Home NOWHERE = new Home("00000000-0000-0000-0000-000000000000", "westeurope");

    private static final String VERSION = "2022-12-01";

    /** Enough to see the own one among them. */
    private static final int SHOWN = 5;

    private Caller() {}

    /**
     * The clients of a running function app, on its own identity (system-assigned, or the user-assigned one that {@code
     * AZURE_CLIENT_ID} names), without a call: its subscription is in {@code WEBSITE_OWNER_NAME}, before a plus,
     * and its location in {@code REGION_NAME}
     * (https://learn.microsoft.com/azure/app-service/reference-app-settings), unless the settings say them.
     *
     * @throws IllegalArgumentException with one sentence where one of the two cannot be told
     */
    public static Clients ofFunction(Settings settings, Map<String, String> environment) {
        return new Clients(home(environment), settings, identity(environment));
    }

    private static Home home(Map<String, String> environment) {
        String owner = environment.getOrDefault("WEBSITE_OWNER_NAME", "");
        String subscription = environment.getOrDefault(SUBSCRIPTION, owner.split("\\+", -1)[0]);
        String location = environment.getOrDefault(LOCATION, environment.getOrDefault("REGION_NAME", ""));
        if (!ArmId.subscription(subscription)) {
            throw new IllegalArgumentException("%s is \"%s\"; it takes the id of the function app's subscription"
                    .formatted(SUBSCRIPTION, subscription));
        }
        if (Locations.of(location).isEmpty()) {
            throw new IllegalArgumentException(
                    "%s is \"%s\"; it takes the name of the function app's location".formatted(LOCATION, location));
        }
        return new Home(subscription.toLowerCase(Locale.ROOT), Locations.of(location));
    }

    static TokenCredential identity(Map<String, String> environment) {
        ManagedIdentityCredentialBuilder builder = new ManagedIdentityCredentialBuilder();
        String client = environment.getOrDefault("AZURE_CLIENT_ID", "");
        return client.isEmpty() ? builder.build() : builder.clientId(client).build();
    }

    /** Clients that are never to call, for their classes only. */
    public static Clients offline(Settings settings) {
        return new Clients(
                NOWHERE, settings, request -> Mono.error(new IllegalStateException("nothing is called offline")));
    }

    /**
     * The clients of a person's sign-in (a workload's, the environment's, or that of {@code az login}, in this order), in the
     * subscription that the environment names, or else in the one that it reaches; one call.
     *
     * @param otherwise the location if the environment names none; may be empty, and then the home has none
     * @throws IllegalArgumentException with one sentence if no subscription, or more than one, can be meant, or the location
     *     cannot be one
     */
    public static Clients ofPerson(Settings settings, Map<String, String> environment, String otherwise) {
        TokenCredential credential = new ChainedTokenCredentialBuilder()
                .addAll(signIns(settings, environment))
                .build();
        String named = environment.getOrDefault(LOCATION, "");
        String location = Locations.of(named.isEmpty() ? otherwise : named);
        if (location.isEmpty() && !named.isEmpty()) {
            throw new IllegalArgumentException("%s is \"%s\"; it takes a location's name".formatted(LOCATION, named));
        }
        String subscription = subscription(new ArmJson(new Clients(NOWHERE, settings, credential)), environment);
        return new Clients(new Home(subscription, location), settings, credential);
    }

    /** Only what the environment has the words for is tried: the others would fail with a page of their own. */
    static List<TokenCredential> signIns(Settings settings, Map<String, String> environment) {
        String authority = switch (settings.cloud()) {
            case PUBLIC -> AzureAuthorityHosts.AZURE_PUBLIC_CLOUD;
            case USGOVERNMENT -> AzureAuthorityHosts.AZURE_GOVERNMENT;
            case CHINA -> AzureAuthorityHosts.AZURE_CHINA;
        };
        TokenCredential tool = new AzureCliCredentialBuilder().build();
        String federated = environment.getOrDefault("AZURE_FEDERATED_TOKEN_FILE", "");
        if (!federated.isEmpty()) {
            return List.of(workload(environment, federated, authority), tool);
        }
        if (!environment.getOrDefault("AZURE_CLIENT_ID", "").isEmpty()) {
            return List.of(
                    new EnvironmentCredentialBuilder().authorityHost(authority).build(), tool);
        }
        return List.of(tool);
    }

    private static TokenCredential workload(Map<String, String> environment, String federated, String authority) {
        String client = environment.getOrDefault("AZURE_CLIENT_ID", "");
        String tenant = environment.getOrDefault("AZURE_TENANT_ID", "");
        if (client.isEmpty() || tenant.isEmpty()) {
            throw new IllegalArgumentException(
                    "AZURE_FEDERATED_TOKEN_FILE is \"%s\"; it takes AZURE_CLIENT_ID and AZURE_TENANT_ID beside it"
                            .formatted(federated));
        }
        return new WorkloadIdentityCredentialBuilder()
                .authorityHost(authority)
                .tokenFilePath(federated)
                .clientId(client)
                .tenantId(tenant)
                .build();
    }

    private static String subscription(ArmJson arm, Map<String, String> environment) {
        String named = environment.getOrDefault(SUBSCRIPTION, "").toLowerCase(Locale.ROOT);
        if (!named.isEmpty()) {
            if (!ArmId.subscription(named)) {
                throw new IllegalArgumentException(
                        "%s is \"%s\"; it takes a subscription's id".formatted(SUBSCRIPTION, named));
            }
            Answer answer = arm.call(HttpMethod.GET, "/subscriptions/" + named, VERSION, null);
            if (Subscriptions.shut(answer)) {
                throw new IllegalArgumentException(
                        "%s is \"%s\", which this sign-in does not reach: az account list shows what it does"
                                .formatted(SUBSCRIPTION, named));
            }
            answer.orThrow();
            return named;
        }
        List<JsonNode> reached = arm.all(arm.call(HttpMethod.GET, "/subscriptions", VERSION, null));
        if (reached.size() != 1) {
            throw new IllegalArgumentException(
                    "this sign-in reaches %s: set %s to the one to work in".formatted(several(reached), SUBSCRIPTION));
        }
        return id(reached.getFirst());
    }

    /** Of {@code /subscriptions/ID}. */
    private static String id(JsonNode subscription) {
        return Json.text(subscription, "id").replaceFirst("^.*/", "").toLowerCase(Locale.ROOT);
    }

    private static String several(List<JsonNode> subscriptions) {
        if (subscriptions.isEmpty()) {
            return "no subscription";
        }
        String some = subscriptions.stream()
                .limit(SHOWN)
                .map(s -> "%s (%s)".formatted(id(s), Json.text(s, "displayName")))
                .collect(Collectors.joining(", "));
        return "%d subscriptions, %s%s"
                .formatted(subscriptions.size(), some, subscriptions.size() > SHOWN ? ", …" : "");
    }

    /** Every location of the own subscription; one call, {@code Microsoft.Resources/subscriptions/locations/read}. */
    public static List<String> locations(Clients clients) {
        ArmJson arm = new ArmJson(clients);
        String path = "/subscriptions/%s/locations".formatted(clients.home().subscription());
        return arm.all(arm.call(HttpMethod.GET, path, VERSION, null)).stream()
                .filter(l -> !Json.text(l, "metadata.regionType").equals("Logical"))
                .map(l -> Locations.of(Json.text(l, "name")))
                .sorted()
                .toList();
    }
}
