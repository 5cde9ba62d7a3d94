package io.lamplighter.azure.clients;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.azure.identity.AzureAuthorityHosts;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.ChainedTokenCredentialBuilder;
import com.azure.identity.EnvironmentCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.Locations;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private static final int OK = 200;

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
        return new Home(subscription.toLowerCase(Locale.ROOT), location(location));
    }

    private static TokenCredential identity(Map<String, String> environment) {
        ManagedIdentityCredentialBuilder builder = new ManagedIdentityCredentialBuilder();
        String client = environment.getOrDefault("AZURE_CLIENT_ID", "");
        return client.isEmpty() ? builder.build() : builder.clientId(client).build();
    }

    /** Clients that are never to call, for their classes only. */
    public static Clients offline(Settings settings) {
        return new Clients(
                NOWHERE, settings, request -> Mono.error(new IllegalStateException("nothing is called offline")));
    }

    /** Only what the environment has the words for is tried: the others would fail with a page of their own. */
    private static TokenCredential person(Settings settings) {
        String authority = switch (settings.cloud()) {
            case PUBLIC -> AzureAuthorityHosts.AZURE_PUBLIC_CLOUD;
            case USGOVERNMENT -> AzureAuthorityHosts.AZURE_GOVERNMENT;
            case CHINA -> AzureAuthorityHosts.AZURE_CHINA;
        };
        ChainedTokenCredentialBuilder chain = new ChainedTokenCredentialBuilder();
        if (System.getenv("AZURE_FEDERATED_TOKEN_FILE") != null) {
            chain.addLast(new WorkloadIdentityCredentialBuilder()
                    .authorityHost(authority)
                    .build());
        } else if (System.getenv("AZURE_CLIENT_ID") != null) {
            chain.addLast(
                    new EnvironmentCredentialBuilder().authorityHost(authority).build());
        }
        return chain.addLast(new AzureCliCredentialBuilder().build()).build();
    }

    /**
     * The clients of a person's sign-in (the environment's, a workload's, or that of {@code az login}, in this order), in
     * the subscription that the environment names, or else in the one that it reaches.
     *
     * @param otherwise the location if the environment names none; may be empty
     * @throws IllegalArgumentException with one sentence if no subscription or location, or more than one, can be meant
     */
    public static Clients ofPerson(Settings settings, String otherwise) {
        TokenCredential credential = person(settings);
        String subscription = subscription(new Clients(NOWHERE, settings, credential));
        String location = location(System.getenv().getOrDefault(LOCATION, otherwise));
        return new Clients(new Home(subscription, location), settings, credential);
    }

    private static String subscription(Clients anyone) {
        String named = System.getenv().getOrDefault(SUBSCRIPTION, "");
        if (!named.isEmpty()) {
            if (!ArmId.subscription(named)) {
                throw new IllegalArgumentException(
                        "%s is \"%s\"; it takes a subscription's id".formatted(SUBSCRIPTION, named));
            }
            return named.toLowerCase(Locale.ROOT);
        }
        List<String> reached = new ArrayList<>();
        for (JsonNode one : get(anyone, "subscriptions").path("value")) {
            reached.add(one.path("subscriptionId").asText().toLowerCase(Locale.ROOT));
        }
        if (reached.size() != 1) {
            throw new IllegalArgumentException("this sign-in reaches %d subscriptions: set %s to the one to work in"
                    .formatted(reached.size(), SUBSCRIPTION));
        }
        return reached.getFirst();
    }

    private static String location(String text) {
        String location = Locations.of(text);
        if (location.isEmpty()) {
            throw new IllegalArgumentException("no location is named: give --region, or set " + LOCATION);
        }
        return location;
    }

    /** Every location of the own subscription; one call, {@code Microsoft.Resources/subscriptions/locations/read}. */
    public static List<String> locations(Clients clients) {
        List<String> names = new ArrayList<>();
        for (JsonNode one : get(
                        clients,
                        "subscriptions/%s/locations".formatted(clients.home().subscription()))
                .path("value")) {
            if (!one.path("metadata").path("regionType").asText("Physical").equals("Logical")) {
                names.add(Locations.of(one.path("name").asText()));
            }
        }
        names.sort(null);
        return names;
    }

    private static JsonNode get(Clients clients, String path) {
        String url = "%s%s?api-version=%s".formatted(clients.armEndpoint(), path, VERSION);
        try (HttpResponse answer = clients.arm().sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE)) {
            String body = answer.getBodyAsBinaryData().toString();
            if (answer.getStatusCode() != OK) {
                throw new KnownFailure(AzureFailures.item(answer.getStatusCode(), "", "asking for " + path), null);
            }
            return Json.read(body);
        } catch (IOException e) {
            throw new KnownFailure(
                    AzureFailures.item(OK, "", "what was answered about %s is no JSON".formatted(path)), e);
        }
    }
}
