package io.lamplighter.azure.clients;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lamplighter.events.Failure;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Azure Resource Manager as JSON: many services, one way to ask them, and nothing of an answer is dropped because a model
 * does not know it.
 *
 * <p>Errors: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-manager-errors; pages:
 * https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md#collections
 */
public final class ArmJson {
    private static final int OK = 200;
    private static final int MULTIPLE = 300;
    private static final int NOT_FOUND = 404;

    /** More than any list that has to be read whole can have: a link that leads back would else be followed for ever. */
    private static final int MOST_PAGES = 50;

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
     * One answer, whatever its status.
     *
     * @param body missing where there is none, or in a refusal what is no JSON
     * @param requests the Activity log's id of the call ({@link Correlation}), empty where none was told
     */
    public record Answer(int status, JsonNode body, List<String> requests) {
        public Answer {
            requests = List.copyOf(requests);
        }

        /** Whether it was carried out. */
        public boolean good() {
            return status >= OK && status < MULTIPLE;
        }

        /** Whether there is no such thing. */
        public boolean gone() {
            return status == NOT_FOUND;
        }

        /** Azure's code of a refusal, empty if it has none. */
        public String code() {
            return Json.text(error(), "code");
        }

        /** What a refusal means. */
        public Failure failure() {
            return AzureFailures.item(status, code(), Json.text(error(), "message"));
        }

        /** Some providers leave the envelope out. */
        private JsonNode error() {
            JsonNode error = Json.at(body, "error");
            return error.isObject() ? error : body;
        }

        /**
         * Itself, if it was carried out.
         *
         * @throws KnownFailure if not
         */
        public Answer orThrow() {
            if (!good()) {
                throw new KnownFailure(failure(), null);
            }
            return this;
        }
    }

    /**
     * What comes of a call.
     *
     * @param body null for none
     * @throws KnownFailure if it was carried out and what was answered is no JSON
     */
    public Answer call(HttpMethod method, String path, String version, @Nullable Map<String, Object> body) {
        return send(method, url(path, version, Map.of()), body == null ? null : Json.write(body));
    }

    /**
     * The values of a list, of which this is the first page.
     *
     * @throws KnownFailure if a page is refused or is no JSON, or there are too many
     */
    public List<JsonNode> all(Answer first) {
        List<JsonNode> values = new ArrayList<>();
        Answer page = first.orThrow();
        for (int read = 1; read <= MOST_PAGES; read++) {
            values.addAll(Json.list(page.body(), "value"));
            String next = next(page.body());
            if (next.isEmpty()) {
                return values;
            }
            page = send(HttpMethod.GET, next, null).orThrow();
        }
        throw new KnownFailure(
                new Failure(Failure.Kind.LIMIT, "the list has more than %d pages".formatted(MOST_PAGES)), null);
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
        boolean more = list(path, version, query, pages, values::addAll);
        return new Listed(values, more);
    }

    /**
     * The same, each page handed on as it comes: what was read is not lost where a later one is refused or hangs.
     *
     * @return whether there are more than were read
     * @throws KnownFailure if it is refused, is no JSON or is not there
     */
    public boolean list(
            String path, String version, Map<String, String> query, int pages, Consumer<List<JsonNode>> each) {
        String next = url(path, version, query);
        for (int page = 0; page < pages && !next.isEmpty(); page++) {
            JsonNode answer = there(ask(next));
            each.accept(Json.list(answer, "value"));
            next = next(answer);
        }
        return !next.isEmpty();
    }

    private static JsonNode there(@Nullable JsonNode answer) {
        if (answer == null) {
            throw new KnownFailure(AzureFailures.item(NOT_FOUND, "", ""), null);
        }
        return answer;
    }

    /** The next page, empty for none. */
    private String next(JsonNode page) {
        String next = Json.text(page, "nextLink");
        if (!next.isEmpty() && !ours(next)) {
            throw new KnownFailure(
                    new Failure(Failure.Kind.INVALID, "the next page is said to be at another host"), null);
        }
        return next;
    }

    private @Nullable JsonNode ask(String url) {
        Answer answer = send(HttpMethod.GET, url, null);
        return answer.gone() ? null : answer.orThrow().body();
    }

    private Answer send(HttpMethod method, String url, @Nullable String body) {
        HttpRequest request = new HttpRequest(method, url).setHeader(HttpHeaderName.ACCEPT, "application/json");
        if (body != null) {
            request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json").setBody(body);
        }
        try (HttpResponse response = clients.arm().sendSync(request, Context.NONE)) {
            return new Answer(response.getStatusCode(), read(response), Correlation.of(response.getHeaders()));
        }
    }

    private static JsonNode read(HttpResponse response) {
        String text = response.getBodyAsBinaryData() == null
                ? ""
                : response.getBodyAsBinaryData().toString();
        boolean refused = response.getStatusCode() >= MULTIPLE;
        try {
            // An answer to a look that is empty is as odd as one that is no JSON; a change need not answer anything.
            boolean empty = text.isBlank()
                    && (refused || !response.getRequest().getHttpMethod().equals(HttpMethod.GET));
            return empty ? MissingNode.getInstance() : Json.read(text);
        } catch (IOException e) {
            if (refused) {
                // A proxy's page.
                return MissingNode.getInstance();
            }
            throw new KnownFailure(new Failure(Failure.Kind.UNAVAILABLE, "the answer is " + e.getMessage()), e);
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
