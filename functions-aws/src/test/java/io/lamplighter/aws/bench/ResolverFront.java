package io.lamplighter.aws.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Passes every call on to an emulator, and plays the two that moto 5.2.5 has not: an association that ends, and a
 * configuration that is deleted once it has none.
 *
 * <p>As documented: Disassociate ends the logging of one VPC
 * (https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_DisassociateResolverQueryLogConfig.html);
 * before Delete, every VPC has to be disassociated
 * (https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_DeleteResolverQueryLogConfig.html).
 */
public final class ResolverFront implements AutoCloseable {
    private static final String TARGET = "X-Amz-Target";
    private static final String SERVICE = "Route53Resolver.";
    private static final Set<String> NOT_PASSED =
            Set.of("host", "content-length", "connection", "expect", "upgrade", "transfer-encoding", "http2-settings");
    private static final int BAD_REQUEST = 400;
    private static final int OK = 200;

    static {
        // Head and body go out apart; without this each answer waits for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI behind;
    private final HttpServer server;
    /** Each association that has ended, with its configuration. */
    private final Map<String, String> ended = new ConcurrentHashMap<>();

    private final Set<String> deleted = ConcurrentHashMap.newKeySet();

    /** A body is held byte for byte as text, one character a byte. */
    private record Reply(int status, String bytes, Map<String, List<String>> headers) {
        byte[] body() {
            return bytes.getBytes(StandardCharsets.ISO_8859_1);
        }

        JsonNode json() throws IOException {
            return Json.read(new String(body(), StandardCharsets.UTF_8));
        }
    }

    public ResolverFront(URI behind) {
        this.behind = behind;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::serve);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** Where it answers. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String target = exchange.getRequestHeaders().getFirst(TARGET);
        try {
            Reply reply = target != null && target.startsWith(SERVICE)
                    ? resolver(exchange, target.substring(SERVICE.length()), body)
                    : pass(exchange, body);
            reply.headers().forEach((name, values) -> {
                if (!NOT_PASSED.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            boolean head = exchange.getRequestMethod().equals("HEAD") || reply.body().length == 0;
            exchange.sendResponseHeaders(reply.status(), head ? -1 : reply.body().length);
            if (!head) {
                exchange.getResponseBody().write(reply.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private Reply resolver(HttpExchange exchange, String call, byte[] body) throws IOException, InterruptedException {
        JsonNode asked = Json.read(new String(body, StandardCharsets.UTF_8));
        String id = asked.path("ResolverQueryLogConfigId").asText();
        return switch (call) {
            case "DisassociateResolverQueryLogConfig" ->
                disassociate(exchange, id, asked.path("ResourceId").asText());
            case "DeleteResolverQueryLogConfig" -> delete(exchange, id);
            default -> seen(pass(exchange, body));
        };
    }

    private Reply disassociate(HttpExchange exchange, String id, String vpc) throws IOException, InterruptedException {
        for (JsonNode one : associations(exchange)) {
            if (one.path("ResolverQueryLogConfigId").asText().equals(id)
                    && one.path("ResourceId").asText().equals(vpc)) {
                ended.put(one.path("Id").asText(), id);
                ((ObjectNode) one).put("Status", "DELETING");
                return said(OK, Map.of("ResolverQueryLogConfigAssociation", Json.map(one)));
            }
        }
        return absent();
    }

    private Reply delete(HttpExchange exchange, String id) throws IOException, InterruptedException {
        for (JsonNode one : associations(exchange)) {
            if (one.path("ResolverQueryLogConfigId").asText().equals(id)) {
                return said(
                        BAD_REQUEST,
                        Map.of("__type", "InvalidRequestException", "message", "it has associations still"));
            }
        }
        deleted.add(id);
        return said(OK, Map.of("ResolverQueryLogConfig", Map.of("Id", id, "Status", "DELETING")));
    }

    private Iterable<JsonNode> associations(HttpExchange exchange) throws IOException, InterruptedException {
        Reply all = seen(pass(
                exchange, SERVICE + "ListResolverQueryLogConfigAssociations", "{}".getBytes(StandardCharsets.UTF_8)));
        return all.json().path("ResolverQueryLogConfigAssociations");
    }

    /** What moto says, less what has ended and what was deleted. */
    private Reply seen(Reply reply) throws IOException {
        if (reply.status() != OK) {
            return reply;
        }
        JsonNode body = reply.json();
        String one = body.path("ResolverQueryLogConfig").path("Id").asText();
        String association =
                body.path("ResolverQueryLogConfigAssociation").path("Id").asText();
        if (deleted.contains(one) || ended.containsKey(association)) {
            return absent();
        }
        without(body.path("ResolverQueryLogConfigs"), deleted);
        without(body.path("ResolverQueryLogConfigAssociations"), ended.keySet());
        count(body.path("ResolverQueryLogConfig"));
        body.path("ResolverQueryLogConfigs").forEach(this::count);
        return said(OK, Json.map(body));
    }

    private void count(JsonNode configuration) {
        if (configuration instanceof ObjectNode one && one.has("AssociationCount")) {
            long gone = ended.values().stream()
                    .filter(one.path("Id").asText()::equals)
                    .count();
            one.put("AssociationCount", one.path("AssociationCount").asLong() - gone);
        }
    }

    private static void without(JsonNode list, Set<String> ids) {
        if (list instanceof ArrayNode array) {
            for (Iterator<JsonNode> each = array.iterator(); each.hasNext(); ) {
                if (ids.contains(each.next().path("Id").asText())) {
                    each.remove();
                }
            }
        }
    }

    private static Reply absent() {
        return said(
                BAD_REQUEST,
                Map.of("__type", "ResourceNotFoundException", "Message", "there is none", "message", "there is none"));
    }

    private static String byteForByte(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static Reply said(int status, Map<String, Object> body) {
        return new Reply(
                status,
                byteForByte(Json.write(body).getBytes(StandardCharsets.UTF_8)),
                Map.of("Content-Type", List.of("application/x-amz-json-1.1")));
    }

    private Reply pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        return pass(exchange, exchange.getRequestHeaders().getFirst(TARGET), body);
    }

    private Reply pass(HttpExchange exchange, @Nullable String target, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(behind + exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED.contains(name.toLowerCase(Locale.ROOT)) && !name.equalsIgnoreCase(TARGET)) {
                values.forEach(v -> request.header(name, v));
            }
        });
        if (target != null) {
            request.header(TARGET, target);
        }
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Reply(
                answer.statusCode(),
                byteForByte(answer.body()),
                answer.headers().map());
    }
}
