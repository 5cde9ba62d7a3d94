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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Passes every call on to an emulator, and plays the two that moto 5.2.5 has not and LocalStack 2026.3.0 does for one
 * association only: an association that ends, and a configuration that is deleted once it has none. What it counts is right
 * too: moto counts what has ended here, LocalStack nothing.
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
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Held held;

    private record Held(String action, CountDownLatch until) {}
    /** The emulator's id of an association that has ended and was made again, and the id that it has here since. */
    private final Map<String, String> again = new ConcurrentHashMap<>();

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

    /**
     * Carries out every call of this action, and keeps its answer back until the latch falls: whoever asked is not told,
     * as when a connection breaks after the request.
     *
     * @param action a resolver call, such as {@code CreateResolverQueryLogConfig}
     */
    public void keepBack(String action, CountDownLatch until) {
        held = new Held(action, until);
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
            Held back = held;
            if (back != null && (SERVICE + back.action()).equals(target)) {
                back.until().await();
            }
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
            case "AssociateResolverQueryLogConfig" ->
                associate(exchange, id, asked.path("ResourceId").asText(), body);
            case "DisassociateResolverQueryLogConfig" ->
                disassociate(exchange, id, asked.path("ResourceId").asText());
            case "DeleteResolverQueryLogConfig" -> delete(exchange, id);
            default -> seen(exchange, pass(exchange, body));
        };
    }

    /** What has ended here is still there for moto, which refuses it as a second one. */
    private Reply associate(HttpExchange exchange, String id, String vpc, byte[] body)
            throws IOException, InterruptedException {
        Reply reply = pass(exchange, body);
        for (JsonNode one : reply.status() == OK ? List.<JsonNode>of() : all(exchange)) {
            String last = one.path("Id").asText();
            if (is(one, id, vpc) && ended.contains(last)) {
                String first = again.entrySet().stream()
                        .filter(e -> e.getValue().equals(last))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(last);
                again.put(first, last + "a");
                ((ObjectNode) one).put("Id", last + "a");
                return said(OK, Map.of("ResolverQueryLogConfigAssociation", Json.map(one)));
            }
        }
        return reply;
    }

    private static boolean is(JsonNode association, String id, String vpc) {
        return association.path("ResolverQueryLogConfigId").asText().equals(id)
                && association.path("ResourceId").asText().equals(vpc);
    }

    private Reply disassociate(HttpExchange exchange, String id, String vpc) throws IOException, InterruptedException {
        for (JsonNode one : associations(exchange)) {
            if (is(one, id, vpc)) {
                ended.add(one.path("Id").asText());
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
        JsonNode left = all(exchange);
        without(left, ended);
        return left;
    }

    private JsonNode all(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] everything = "{}".getBytes(StandardCharsets.UTF_8);
        return pass(exchange, SERVICE + "ListResolverQueryLogConfigAssociations", everything)
                .json()
                .path("ResolverQueryLogConfigAssociations");
    }

    /** What the emulator says, less what has ended and what was deleted, and with the associations counted. */
    private Reply seen(HttpExchange exchange, Reply reply) throws IOException, InterruptedException {
        if (reply.status() != OK) {
            return reply;
        }
        JsonNode body = reply.json();
        String one = body.path("ResolverQueryLogConfig").path("Id").asText();
        String association =
                body.path("ResolverQueryLogConfigAssociation").path("Id").asText();
        if (deleted.contains(one) || ended.contains(association)) {
            return absent();
        }
        without(body.path("ResolverQueryLogConfigs"), deleted);
        without(body.path("ResolverQueryLogConfigAssociations"), ended);
        for (JsonNode listed : body.path("ResolverQueryLogConfigs")) {
            count(exchange, listed);
        }
        count(exchange, body.path("ResolverQueryLogConfig"));
        return said(OK, Json.map(body));
    }

    private void count(HttpExchange exchange, JsonNode configuration) throws IOException, InterruptedException {
        if (configuration instanceof ObjectNode counted) {
            int left = 0;
            for (JsonNode one : associations(exchange)) {
                left += one.path("ResolverQueryLogConfigId").equals(counted.path("Id")) ? 1 : 0;
            }
            counted.put("AssociationCount", left);
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
        String asked = byteForByte(body);
        for (Map.Entry<String, String> one : again.entrySet()) {
            asked = asked.replace(one.getValue(), one.getKey());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(behind + exchange.getRequestURI().toString()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(asked.getBytes(StandardCharsets.ISO_8859_1)));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED.contains(name.toLowerCase(Locale.ROOT)) && !name.equalsIgnoreCase(TARGET)) {
                values.forEach(v -> request.header(name, v));
            }
        });
        if (target != null) {
            request.header(TARGET, target);
        }
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        String said = byteForByte(answer.body());
        for (Map.Entry<String, String> one : again.entrySet()) {
            said = said.replace(one.getKey(), one.getValue());
        }
        return new Reply(answer.statusCode(), said, answer.headers().map());
    }
}
