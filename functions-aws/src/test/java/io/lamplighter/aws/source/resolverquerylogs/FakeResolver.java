package io.lamplighter.aws.source.resolverquerylogs;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Home;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * The resolver's query logging of one account and region, and its VPCs, behind HTTP: what it refuses is what AWS's API
 * reference says that it refuses, each place names it; no emulator has Disassociate and Delete (moto 5.2.5).
 *
 * <p>API: https://docs.aws.amazon.com/Route53/latest/APIReference/API_Operations_Amazon_Route_53_Resolver.html, JSON 1.1,
 * errors by HTTP 400 and {@code __type}; DescribeVpcs by EC2's query protocol.
 */
final class FakeResolver implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-central-1";
    static final String SHARER = "444455556666";

    static {
        // Head and body go out apart; without this each answer waits for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final Set<String> vpcs = new LinkedHashSet<>();
    private final Set<String> sharedVpcs = new LinkedHashSet<>();
    private final Map<String, Map<String, Object>> configurations = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> associations = new LinkedHashMap<>();
    private final Map<String, Deque<Refusal>> refusals = new HashMap<>();
    private int next = 1;
    private int pageSize = 100;
    private int lingering;
    private @Nullable Set<String> keptRequestIds;
    private Map<String, Object> newAssociation = Map.of("Status", "ACTIVE", "Error", "NONE");

    private static final class Refusal extends Exception {
        private final int status;
        private final String code;

        Refusal(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }

    FakeResolver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    Clients clients(ExecutionInterceptor... interceptors) {
        return new Clients(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                new Home(ACCOUNT, REGION),
                Settings.from(Map.of()),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
                interceptors);
    }

    synchronized void clear() {
        vpcs.clear();
        sharedVpcs.clear();
        configurations.clear();
        associations.clear();
        refusals.clear();
    }

    synchronized FakeResolver vpc(String... ids) {
        vpcs.addAll(List.of(ids));
        return this;
    }

    /** One that another account shares with this one: EC2 shows it here, with its owner. */
    synchronized FakeResolver sharedVpc(String id) {
        sharedVpcs.add(id);
        return this;
    }

    /** A configuration that somebody else made; its id. */
    synchronized String theirs(String owner, String destination, String status) {
        return configuration(owner, "their-logs", "2026-03-01T12:00:00Z", destination, status);
    }

    /** An association that was there before; its id. */
    synchronized String associated(String configuration, String vpc, String status, String error) {
        String id = "rslvr-qlca-" + next++;
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("Id", id);
        made.put("ResolverQueryLogConfigId", configuration);
        made.put("ResourceId", vpc);
        made.put("Status", status);
        made.put("Error", error);
        made.put("ErrorMessage", error.equals("NONE") ? "" : "The destination says no");
        made.put("CreationTime", "2026-11-24T09:31:00Z");
        associations.put(id, made);
        configurations.computeIfPresent(configuration, (k, c) -> counted(c, 1));
        return id;
    }

    /** What an association reads from now on when it is made. */
    synchronized void associationsCome(String status, String error) {
        newAssociation = Map.of("Status", status, "Error", error);
    }

    /** How often an association that was removed still reads DELETING (the removal is asynchronous). */
    synchronized void deletionsLinger(int looks) {
        lingering = looks;
    }

    synchronized void pagesOf(int size) {
        pageSize = size;
    }

    /** The next call of this operation is refused. */
    synchronized void refuse(String operation, int status, String code) {
        refusals.computeIfAbsent(operation, k -> new ArrayDeque<>()).add(new Refusal(status, code, "as told"));
    }

    /** Somebody removes it, with all that is associated. */
    synchronized void remove(String configuration) {
        configurations.remove(configuration);
        associations.values().removeIf(a -> configuration.equals(a.get("ResolverQueryLogConfigId")));
    }

    /** Somebody takes the VPC out of the configuration; nothing happens where the id is not of an association. */
    synchronized void disassociate(String association) {
        Map<String, Object> old = associations.remove(association);
        if (old != null) {
            configurations.computeIfPresent(
                    String.valueOf(old.get("ResolverQueryLogConfigId")), (k, c) -> counted(c, -1));
        }
    }

    /** The service knows the request ids of what was deleted too; that it forgets them is documented nowhere. */
    synchronized void keepsRequestIds() {
        keptRequestIds = new HashSet<>();
    }

    /** Somebody takes the VPC out of the configuration and puts it in again. */
    synchronized void reassociate(String association) {
        Map<String, Object> old = Objects.requireNonNull(associations.remove(association));
        String configuration = String.valueOf(old.get("ResolverQueryLogConfigId"));
        configurations.computeIfPresent(configuration, (k, c) -> counted(c, -1));
        associated(configuration, String.valueOf(old.get("ResourceId")), "ACTIVE", "NONE");
    }

    /** What is there, less the ids and times that differ from run to run. */
    synchronized Object world() {
        return List.of(
                configurations.values().stream()
                        .map(c -> List.of(c.get("Name"), c.get("DestinationArn"), c.get("Status")))
                        .toList(),
                associations.values().stream()
                        .map(a -> List.of(a.get("ResourceId"), a.get("Status")))
                        .toList());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            if (target == null) {
                send(exchange, 200, "text/xml", describeVpcs(body));
                return;
            }
            // Every JSON service names the call in this header.
            exchange.getResponseHeaders().set("x-amzn-RequestId", "id-of-" + target.substring(target.indexOf('.') + 1));
            try {
                Object answer = call(target.substring(target.indexOf('.') + 1), Json.read(body));
                send(exchange, 200, "application/x-amz-json-1.1", Json.write(answer));
            } catch (Refusal e) {
                String error = Json.write(Map.of("__type", e.code, "Message", String.valueOf(e.getMessage())));
                send(exchange, e.status, "application/x-amz-json-1.1", error);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private synchronized Map<String, Object> call(String operation, JsonNode in) throws Refusal {
        Refusal refusal = refusals.getOrDefault(operation, new ArrayDeque<>()).poll();
        if (refusal != null) {
            throw refusal;
        }
        String id = Json.text(in, "ResolverQueryLogConfigId");
        String vpc = Json.text(in, "ResourceId");
        return switch (operation) {
            case "ListResolverQueryLogConfigs" -> page("ResolverQueryLogConfigs", in, configurations, c -> true);
            case "ListResolverQueryLogConfigAssociations" ->
                page("ResolverQueryLogConfigAssociations", in, lingered(), a -> matches(a, in));
            case "GetResolverQueryLogConfig" -> Map.of("ResolverQueryLogConfig", found(configurations, id));
            case "GetResolverQueryLogConfigAssociation" ->
                Map.of(
                        "ResolverQueryLogConfigAssociation",
                        found(lingered(), Json.text(in, "ResolverQueryLogConfigAssociationId")));
            case "CreateResolverQueryLogConfig" -> create(in);
            case "AssociateResolverQueryLogConfig" -> associate(id, vpc);
            case "DisassociateResolverQueryLogConfig" -> disassociate(id, vpc);
            case "DeleteResolverQueryLogConfig" -> delete(id);
            default -> throw new Refusal(400, "UnknownOperationException", operation);
        };
    }

    private Map<String, Object> create(JsonNode in) throws Refusal {
        String request = Json.text(in, "CreatorRequestId");
        if (configurations.values().stream().anyMatch(c -> request.equals(c.get("CreatorRequestId")))
                || (keptRequestIds != null && !keptRequestIds.add(request))) {
            throw new Refusal(400, "ResourceExistsException", "the creator request id exists");
        }
        String id = configuration(ACCOUNT, Json.text(in, "Name"), request, Json.text(in, "DestinationArn"), "CREATED");
        return Map.of("ResolverQueryLogConfig", found(configurations, id));
    }

    private String configuration(String owner, String name, String request, String destination, String status) {
        String id = "rslvr-qlc-" + next++;
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("Id", id);
        made.put("Arn", "arn:aws:route53resolver:eu-central-1:" + owner + ":resolver-query-log-config/" + id);
        made.put("OwnerId", owner);
        made.put("Name", name);
        made.put("CreatorRequestId", request);
        made.put("DestinationArn", destination);
        made.put("Status", status);
        made.put("ShareStatus", owner.equals(ACCOUNT) ? "NOT_SHARED" : "SHARED_WITH_ME");
        made.put("AssociationCount", 0);
        configurations.put(id, made);
        return id;
    }

    private Map<String, Object> associate(String id, String vpc) throws Refusal {
        Map<String, Object> configuration = found(configurations, id);
        if (!vpcs.contains(vpc)) {
            throw new Refusal(400, "ResourceNotFoundException", "the VPC is not there");
        }
        String kind = kind(configuration);
        for (Map<String, Object> one : associations.values()) {
            if (!vpc.equals(one.get("ResourceId"))) {
                continue;
            }
            if (id.equals(one.get("ResolverQueryLogConfigId"))) {
                throw new Refusal(400, "ResourceExistsException", "already associated");
            }
            // "You can't associate a VPC with two configurations of one destination type":
            // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logging-configurations-managing.html
            if (kind.equals(kind(configurations.get(one.get("ResolverQueryLogConfigId"))))) {
                throw new Refusal(400, "InvalidRequestException", "the VPC already logs to a destination of this type");
            }
        }
        String made = associated(
                id, vpc, String.valueOf(newAssociation.get("Status")), String.valueOf(newAssociation.get("Error")));
        // The answer itself reads CREATING, as in API_route53resolver_AssociateResolverQueryLogConfig.html.
        Map<String, Object> creating = new LinkedHashMap<>(associations.get(made));
        creating.put("Status", "CREATING");
        return Map.of("ResolverQueryLogConfigAssociation", creating);
    }

    private static String kind(@Nullable Map<String, Object> configuration) {
        return configuration == null
                ? ""
                : String.valueOf(configuration.get("DestinationArn")).split(":", -1)[2];
    }

    private Map<String, Object> disassociate(String id, String vpc) throws Refusal {
        Map<String, Object> one = associations.values().stream()
                .filter(a -> id.equals(a.get("ResolverQueryLogConfigId")) && vpc.equals(a.get("ResourceId")))
                .findFirst()
                .orElseThrow(() -> new Refusal(400, "ResourceNotFoundException", "not associated"));
        Map<String, Object> going = new LinkedHashMap<>(one);
        going.put("Status", "DELETING");
        going.put("Looks", lingering);
        associations.put(String.valueOf(one.get("Id")), going);
        return Map.of("ResolverQueryLogConfigAssociation", going);
    }

    /** Each look at an association that goes brings its end nearer. */
    private Map<String, Map<String, Object>> lingered() {
        for (Map<String, Object> one : List.copyOf(associations.values())) {
            if (one.get("Looks") instanceof Integer looks) {
                if (looks == 0) {
                    associations.remove(one.get("Id"));
                    configurations.computeIfPresent(
                            String.valueOf(one.get("ResolverQueryLogConfigId")), (k, c) -> counted(c, -1));
                } else {
                    one.put("Looks", looks - 1);
                }
            }
        }
        return associations;
    }

    private static Map<String, Object> counted(Map<String, Object> configuration, int by) {
        Map<String, Object> changed = new LinkedHashMap<>(configuration);
        changed.merge("AssociationCount", by, (a, b) -> (Integer) a + (Integer) b);
        return changed;
    }

    private Map<String, Object> delete(String id) throws Refusal {
        Map<String, Object> gone = found(configurations, id);
        // "You must first disassociate all VPCs": API_route53resolver_DeleteResolverQueryLogConfig.html
        if (!Integer.valueOf(0).equals(gone.get("AssociationCount"))) {
            throw new Refusal(400, "InvalidRequestException", "VPCs are associated");
        }
        configurations.remove(id);
        return Map.of("ResolverQueryLogConfig", gone);
    }

    private static Map<String, Object> found(Map<String, Map<String, Object>> all, String id) throws Refusal {
        Map<String, Object> found = all.get(id);
        if (found == null) {
            throw new Refusal(400, "ResourceNotFoundException", id + " does not exist");
        }
        return found;
    }

    private static boolean matches(Map<String, Object> one, JsonNode in) {
        return Json.list(in, "Filters").stream()
                .allMatch(f -> Json.list(f, "Values").stream()
                        .anyMatch(v -> v.asText().equals(one.get(Json.text(f, "Name")))));
    }

    private Map<String, Object> page(
            String name, JsonNode in, Map<String, Map<String, Object>> all, Predicate<Map<String, Object>> wanted) {
        List<Map<String, Object>> found = all.values().stream().filter(wanted).toList();
        String token = Json.text(in, "NextToken");
        int from = token.isEmpty() ? 0 : Integer.parseInt(token);
        int to = Math.min(from + pageSize, found.size());
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(name, found.subList(from, to));
        page.put("TotalCount", all.size());
        page.put("TotalFilteredCount", found.size());
        if (to < found.size()) {
            page.put("NextToken", Integer.toString(to));
        }
        return page;
    }

    private synchronized String describeVpcs(String body) {
        List<String> items = new ArrayList<>();
        vpcs.forEach(v -> items.add(item(v, ACCOUNT)));
        sharedVpcs.forEach(v -> items.add(item(v, SHARER)));
        int from = 0;
        for (String part : body.split("&", -1)) {
            if (part.startsWith("VpcId.1=")) {
                String asked = part.substring("VpcId.1=".length());
                items.removeIf(i -> !i.contains(">" + asked + "<"));
            }
            if (part.startsWith("NextToken=")) {
                from = Integer.parseInt(part.substring("NextToken=".length()));
            }
        }
        int to = Math.min(from + pageSize, items.size());
        return "<DescribeVpcsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><vpcSet>"
                + String.join("", items.subList(from, to))
                + "</vpcSet>"
                + (to < items.size() ? "<nextToken>" + to + "</nextToken>" : "")
                + "</DescribeVpcsResponse>";
    }

    private static String item(String vpc, String owner) {
        return "<item><vpcId>%s</vpcId><ownerId>%s</ownerId></item>".formatted(vpc, owner);
    }
}
