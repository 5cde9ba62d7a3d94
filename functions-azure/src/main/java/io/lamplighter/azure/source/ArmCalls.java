package io.lamplighter.azure.source;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.KnownFailure;
import io.lamplighter.events.Failure;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Azure Resource Manager by ids, for what has no client of its own, or one that drops what its model does not know: a
 * setting has to be compared whole.
 */
final class ArmCalls {
    private static final int OK = 200;
    private static final int MULTIPLE = 300;
    private static final int HTTPS = 443;

    /** The id by which the Activity log names the call: https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema */
    private static final HttpHeaderName CORRELATION = HttpHeaderName.fromString("x-ms-correlation-request-id");

    private final Clients clients;

    ArmCalls(Clients clients) {
        this.clients = clients;
    }

    /**
     * One answer, whatever its status.
     *
     * @param requests the call's id, empty where none was given
     */
    record Answer(int status, JsonNode body, List<String> requests) {
        boolean good() {
            return status >= OK && status < MULTIPLE;
        }

        Failure failure() {
            // Some providers leave the envelope out.
            JsonNode error = body.path("error").isObject() ? body.path("error") : body;
            return AzureFailures.item(status, Json.text(error, "code"), Json.text(error, "message"));
        }

        String code() {
            JsonNode error = body.path("error").isObject() ? body.path("error") : body;
            return Json.text(error, "code");
        }

        /** The answer, if it is a good one. */
        Answer orThrow() {
            if (!good()) {
                throw new KnownFailure(failure(), null);
            }
            return this;
        }
    }

    Answer get(String id, String version) {
        return send(HttpMethod.GET, url(id, version), null);
    }

    Answer put(String id, String version, Map<String, Object> body) {
        return send(HttpMethod.PUT, url(id, version), Json.write(body));
    }

    Answer delete(String id, String version) {
        return send(HttpMethod.DELETE, url(id, version), null);
    }

    /** The values of an answer and of all its further pages. */
    List<JsonNode> pages(Answer first) {
        List<JsonNode> values = new ArrayList<>();
        Answer page = first.orThrow();
        while (true) {
            page.body().path("value").forEach(values::add);
            String next = Json.text(page.body(), "nextLink");
            if (next.isEmpty()) {
                return values;
            }
            if (!isOurs(next)) {
                throw new KnownFailure(
                        new Failure(Failure.Kind.INVALID, "a next page outside Azure Resource Manager is not followed"),
                        null);
            }
            page = send(HttpMethod.GET, next, null).orThrow();
        }
    }

    /** The token goes nowhere else; Azure writes the port into some links. */
    private boolean isOurs(String link) {
        try {
            URI own = URI.create(clients.armEndpoint());
            URI there = new URI(link.replace(" ", "%20"));
            return own.getScheme().equals(there.getScheme())
                    && own.getHost().equalsIgnoreCase(there.getHost())
                    && (own.getPort() == there.getPort() || (own.getPort() < 0 && there.getPort() == HTTPS));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** An id may hold spaces, brackets and letters of any script. */
    private String url(String id, String version) {
        try {
            String path = new URI(null, null, id, null).toASCIIString();
            return clients.armEndpoint() + path.substring(1) + "?api-version=" + version;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no path of an id", e);
        }
    }

    private Answer send(HttpMethod method, String url, @Nullable String body) {
        HttpRequest request = new HttpRequest(method, url);
        if (body != null) {
            request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json").setBody(body);
        }
        try (HttpResponse answer = clients.arm().sendSync(request, Context.NONE)) {
            String id = answer.getHeaderValue(CORRELATION);
            return new Answer(
                    answer.getStatusCode(), read(answer), id == null || id.isBlank() ? List.of() : List.of(id));
        }
    }

    private static JsonNode read(HttpResponse answer) {
        String text = answer.getBodyAsBinaryData().toString();
        try {
            return text.isBlank() ? MissingNode.getInstance() : Json.read(text);
        } catch (IOException e) {
            if (answer.getStatusCode() >= MULTIPLE) {
                return MissingNode.getInstance();
            }
            throw new KnownFailure(new Failure(Failure.Kind.UNAVAILABLE, "Azure answered with what is not JSON"), e);
        }
    }
}
