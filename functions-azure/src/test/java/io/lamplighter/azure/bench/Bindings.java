package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import com.microsoft.azure.functions.OutputBinding;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What a host gives a function by its bindings, for the binding types that ours have. */
public final class Bindings {
    private Bindings() {}

    /** The argument of one binding; null for what is returned. */
    static @Nullable Object bind(JsonNode binding, JsonNode event, Map<String, Output> outputs) {
        return switch (binding.path("type").asText()) {
            case "eventGridTrigger", "queueTrigger", "timerTrigger" -> event.asText();
            case "eventHubTrigger" -> texts(event);
            case "httpTrigger" ->
                new Request(
                        HttpMethod.value(event.path("method").asText("POST")),
                        fields(event.path("headers")),
                        event.path("body").asText());
            case "queue" -> outputs.computeIfAbsent(binding.path("name").asText(), n -> new Output());
            case "http" -> null;
            default -> throw new IllegalArgumentException("no such binding here: " + binding);
        };
    }

    private static List<String> texts(JsonNode event) {
        List<String> texts = new ArrayList<>();
        event.forEach(e -> texts.add(e.asText()));
        return texts;
    }

    private static Map<String, String> fields(JsonNode node) {
        Map<String, String> fields = new LinkedHashMap<>();
        node.properties().forEach(f -> fields.put(f.getKey(), f.getValue().asText()));
        return fields;
    }

    /** What a function puts out. */
    public static final class Output implements OutputBinding<List<String>> {
        private List<String> value = List.of();

        @Override
        public List<String> getValue() {
            return value;
        }

        @Override
        public void setValue(List<String> put) {
            this.value = List.copyOf(put);
        }
    }

    /** What a function is told of its invocation. */
    public record Invocation(String id, String name) implements ExecutionContext {
        @Override
        public Logger getLogger() {
            return Logger.getLogger(name);
        }

        @Override
        public String getInvocationId() {
            return id;
        }

        @Override
        public String getFunctionName() {
            return name;
        }
    }

    /** A request of HTTP. */
    public record Request(HttpMethod method, Map<String, String> headers, String text)
            implements HttpRequestMessage<Optional<String>> {
        @Override
        public URI getUri() {
            return URI.create("https://lamplighter.example/api");
        }

        @Override
        public HttpMethod getHttpMethod() {
            return method;
        }

        @Override
        public Map<String, String> getHeaders() {
            return headers;
        }

        @Override
        public Map<String, String> getQueryParameters() {
            return Map.of();
        }

        @Override
        public Optional<String> getBody() {
            return Optional.of(text);
        }

        @Override
        public HttpResponseMessage.Builder createResponseBuilder(com.microsoft.azure.functions.HttpStatus status) {
            return new Answer().status(status);
        }

        @Override
        public HttpResponseMessage.Builder createResponseBuilder(HttpStatusType status) {
            return new Answer().status(status);
        }
    }

    /** An answer of HTTP. */
    public static final class Answer implements HttpResponseMessage, HttpResponseMessage.Builder {
        private final Map<String, String> headers = new LinkedHashMap<>();
        private HttpStatusType status = com.microsoft.azure.functions.HttpStatus.OK;
        private Object body = "";

        @Override
        public Answer status(HttpStatusType given) {
            status = given;
            return this;
        }

        @Override
        public Answer header(String key, String value) {
            headers.put(key, value);
            return this;
        }

        @Override
        public Answer body(Object given) {
            body = given;
            return this;
        }

        @Override
        public HttpResponseMessage build() {
            return this;
        }

        @Override
        public HttpStatusType getStatus() {
            return status;
        }

        @Override
        public String getHeader(String key) {
            return headers.getOrDefault(key, "");
        }

        @Override
        public Object getBody() {
            return body;
        }

        Map<String, Object> shown() {
            return Map.of("status", status.value(), "headers", headers, "body", body);
        }
    }
}
