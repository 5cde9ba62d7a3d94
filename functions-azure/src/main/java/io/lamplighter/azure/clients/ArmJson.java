package io.lamplighter.azure.clients;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.Failure;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Azure Resource Manager answers, as JSON: many services, one way to ask them.
 *
 * <p>Errors: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-manager-errors; pages:
 * https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md#collections
 */
public final class ArmJson {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final Clients clients;

    public ArmJson(Clients clients) {
        this.clients = clients;
    }

    /** The values of a list, and whether there are more than were read. */
    public record Listed(List<JsonNode> values, boolean more) {
        public Listed {
            values = List.copyOf(values);
        }
    }

    /**
     * The answer, or null where there is no such thing.
     *
     * @param path from {@code /subscriptions} or {@code /providers} on, as it is: it is encoded here
     * @throws KnownFailure if it is refused or is no JSON
     */
    public @Nullable JsonNode find(String path, String version) {
        return ask(url(path, version, Map.of()));
    }

    /**
     * The answer.
     *
     * @throws KnownFailure if it is refused, is no JSON or is not there
     */
    public JsonNode get(String path, String version) {
        return there(ask(url(path, version, Map.of())));
    }

    /**
     * The values of a list, at most so many pages of it.
     *
     * @param query what is asked for beside the version, such as {@code $filter}
     * @throws KnownFailure if it is refused, is no JSON or is not there
     */
    public Listed list(String path, String version, Map<String, String> query, int pages) {
        List<JsonNode> values = new ArrayList<>();
        String next = url(path, version, query);
        for (int page = 0; page < pages && !next.isEmpty(); page++) {
            JsonNode answer = there(ask(next));
            values.addAll(Json.list(answer, "value"));
            next = Json.text(answer, "nextLink");
            if (!next.isEmpty() && !ours(next)) {
                throw new KnownFailure(
                        new Failure(Failure.Kind.INVALID, "the next page is said to be at another host"), null);
            }
        }
        return new Listed(values, !next.isEmpty());
    }

    private static JsonNode there(@Nullable JsonNode answer) {
        if (answer == null) {
            throw new KnownFailure(AzureFailures.item(NOT_FOUND, "", ""), null);
        }
        return answer;
    }

    private @Nullable JsonNode ask(String url) {
        HttpRequest request = new HttpRequest(HttpMethod.GET, url).setHeader(HttpHeaderName.ACCEPT, "application/json");
        try (HttpResponse response = clients.arm().sendSync(request, Context.NONE)) {
            int status = response.getStatusCode();
            String body = response.getBodyAsBinaryData() == null
                    ? ""
                    : response.getBodyAsBinaryData().toString();
            if (status == OK) {
                return Json.read(body);
            }
            if (status == NOT_FOUND) {
                return null;
            }
            throw new KnownFailure(refused(status, body), null);
        } catch (IOException e) {
            throw new KnownFailure(new Failure(Failure.Kind.UNAVAILABLE, "the answer is " + e.getMessage()), e);
        }
    }

    private static Failure refused(int status, String body) {
        try {
            JsonNode error = Json.at(Json.read(body), "error");
            return AzureFailures.item(status, Json.text(error, "code"), Json.text(error, "message"));
        } catch (IOException e) {
            // A proxy's page, or nothing.
            return AzureFailures.item(status, "", "");
        }
    }

    private String url(String path, String version, Map<String, String> query) {
        String encoded = List.of(path.replaceFirst("^/", "").split("/", -1)).stream()
                .map(ArmJson::encoded)
                .collect(Collectors.joining("/"));
        StringBuilder url = new StringBuilder(clients.armEndpoint())
                .append(encoded)
                .append("?api-version=")
                .append(encoded(version));
        query.forEach((name, value) -> url.append('&').append(name).append('=').append(encoded(value)));
        return url.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The token must go nowhere else; Azure writes its port into some links. */
    private boolean ours(String link) {
        try {
            URI one = URI.create(link.replace(" ", "%20"));
            URI own = URI.create(clients.armEndpoint());
            return own.getScheme().equalsIgnoreCase(one.getScheme())
                    && own.getHost().equalsIgnoreCase(one.getHost())
                    && port(own) == port(one);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int port(URI uri) {
        int standard = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return uri.getPort() < 0 ? standard : uri.getPort();
    }
}
