package io.lamplighter.aws.source.vpcflowlogs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * EC2's flow logs as documented, where no emulator plays them: pages, items refused inside HTTP 200, tokens, refusals.
 *
 * <p>Shapes: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html, API_DescribeFlowLogs,
 * API_DeleteFlowLogs, API_DescribeVpcs; errors: errors-overview.html of the same reference.
 */
final class FakeEc2 implements AutoCloseable {
    private final HttpServer server;
    final Map<String, Map<String, String>> logs = new LinkedHashMap<>();
    final List<String> vpcs = new ArrayList<>();

    /** Why CreateFlowLogs refuses a resource, code and message, inside HTTP 200. */
    final Map<String, List<String>> refusedItems = new HashMap<>();

    /** Why DeleteFlowLogs leaves a flow log, inside HTTP 200. */
    final Map<String, List<String>> keptItems = new HashMap<>();

    /** Network interfaces and VPCs that do not exist: the whole call is refused, as for any resource id in EC2. */
    final List<String> gone = new ArrayList<>();

    /** Answers of HTTP status, code and message that come before any other, by action. */
    final Map<String, List<List<String>>> outages = new HashMap<>();

    /** Whether the next create is carried out and its answer lost. */
    boolean losesAnswer;

    /** Whether every create is carried out and its answer lost. */
    boolean losesEveryAnswer;

    /** Whether what was made is not listed yet: EC2 is eventually consistent (query-api-troubleshooting.html). */
    boolean lags;

    /** Whether the next look sees nothing, as if all were made right after it. */
    boolean hiddenFromNextLook;

    int page = 1000;
    private final Map<String, String> tokens = new HashMap<>();
    private int made;

    FakeEc2() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Somebody else's flow log. */
    String put(String resource, String traffic, String destination) {
        return make(resource, traffic, destination, Map.of());
    }

    synchronized List<Map<String, String>> on(String resource) {
        return logs.values().stream()
                .filter(l -> resource.equals(l.get("resourceId")))
                .toList();
    }

    private String make(String resource, String traffic, String destination, Map<String, String> tags) {
        String id = "fl-%017x".formatted(++made);
        Map<String, String> log = new TreeMap<>(Map.of(
                "flowLogId", id,
                "resourceId", resource,
                "flowLogStatus", "ACTIVE",
                "trafficType", traffic,
                "logDestination", destination));
        tags.forEach((k, v) -> log.put("tag:" + k, v));
        logs.put(id, log);
        return id;
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair :
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split("&", -1)) {
            String[] sides = pair.split("=", 2);
            form.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
        }
        List<String> answer = answer(form.getOrDefault("Action", ""), form);
        byte[] body = answer.getLast().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml;charset=UTF-8");
        exchange.sendResponseHeaders(Integer.parseInt(answer.getFirst()), body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized List<String> answer(String action, Map<String, String> form) {
        List<List<String>> before = outages.getOrDefault(action, List.of());
        if (!before.isEmpty()) {
            List<String> outage = before.removeFirst();
            return error(outage.get(0), outage.get(1), outage.get(2));
        }
        return switch (action) {
            case "CreateFlowLogs" -> create(form);
            case "DeleteFlowLogs" -> delete(form);
            case "DescribeFlowLogs" -> describe(form);
            case "DescribeVpcs" ->
                ok(
                        action,
                        "<vpcSet>"
                                + vpcs.stream()
                                        .map(v -> "<item>" + v + "</item>")
                                        .reduce("", String::concat) + "</vpcSet>");
            default -> error("400", "InvalidAction", "The action " + action + " is not valid for this web service.");
        };
    }

    private List<String> create(Map<String, String> form) {
        String token = form.get("ClientToken");
        // "Ensures idempotency": the same token again gives the same result.
        if (tokens.containsKey(token) && !losesEveryAnswer) {
            return ok("CreateFlowLogs", tokens.get(token));
        }
        List<String> resources = indexed(form, "ResourceId.");
        for (String resource : resources) {
            if (gone.contains(resource)) {
                return error(
                        "400",
                        "InvalidNetworkInterfaceID.NotFound",
                        "The networkInterface ID '%s' does not exist".formatted(resource));
            }
        }
        Map<String, String> tags = new HashMap<>();
        for (int i = 1; form.containsKey("TagSpecification.1.Tag." + i + ".Key"); i++) {
            tags.put(
                    form.get("TagSpecification.1.Tag." + i + ".Key"),
                    form.get("TagSpecification.1.Tag." + i + ".Value"));
        }
        StringBuilder ids = new StringBuilder();
        StringBuilder refused = new StringBuilder();
        for (String resource : resources) {
            List<String> why = refusedItems.get(resource);
            // "There is an existing Flow Log with the same configuration": two equal ones are refused.
            boolean equal = on(resource).stream()
                    .anyMatch(l -> l.getOrDefault("trafficType", "").equals(form.get("TrafficType"))
                            && l.getOrDefault("logDestination", "").equals(form.get("LogDestination")));
            if (why == null && equal) {
                refused.append(item(
                        resource,
                        List.of("FlowLogAlreadyExists", "There is an existing Flow Log with the same configuration")));
            } else if (why == null) {
                String id = make(
                        resource, form.getOrDefault("TrafficType", ""), form.getOrDefault("LogDestination", ""), tags);
                logs.getOrDefault(id, new TreeMap<>()).put("lagging", Boolean.toString(lags));
                ids.append("<item>").append(id).append("</item>");
            } else {
                refused.append(item(resource, why));
            }
        }
        String result = "<clientToken>%s</clientToken><flowLogIdSet>%s</flowLogIdSet><unsuccessful>%s</unsuccessful>"
                .formatted(token, ids, refused);
        tokens.put(token, result);
        if (losesAnswer || losesEveryAnswer) {
            losesAnswer = false;
            return error("500", "InternalError", "An internal error has occurred");
        }
        return ok("CreateFlowLogs", result);
    }

    private List<String> delete(Map<String, String> form) {
        StringBuilder kept = new StringBuilder();
        for (String id : indexed(form, "FlowLogId.")) {
            List<String> why = keptItems.get(id);
            if (why == null) {
                logs.remove(id);
            } else {
                kept.append(item(id, why));
            }
        }
        return ok("DeleteFlowLogs", "<unsuccessful>" + kept + "</unsuccessful>");
    }

    private List<String> describe(Map<String, String> form) {
        boolean hidden = hiddenFromNextLook;
        hiddenFromNextLook = false;
        Predicate<Map<String, String>> wanted = log -> !hidden && !"true".equals(log.get("lagging"));
        for (int i = 1; form.containsKey("Filter." + i + ".Name"); i++) {
            String name = form.getOrDefault("Filter." + i + ".Name", "");
            List<String> values = indexed(form, "Filter." + i + ".Value.");
            if (values.size() > 200) {
                return error("400", "FilterLimitExceeded", "The maximum length for a filter value is 200");
            }
            String field = name.equals("resource-id") ? "resourceId" : name.equals("flow-log-id") ? "flowLogId" : name;
            wanted = wanted.and(log -> values.contains(log.getOrDefault(field, "")));
        }
        List<Map<String, String>> found = logs.values().stream().filter(wanted).toList();
        int from = Integer.parseInt(form.getOrDefault("NextToken", "0"));
        int to = Math.min(from + page, found.size());
        StringBuilder items = new StringBuilder();
        found.subList(from, to).forEach(log -> items.append(item(log)));
        String next = to < found.size() ? "<nextToken>" + to + "</nextToken>" : "";
        return ok("DescribeFlowLogs", "<flowLogSet>" + items + "</flowLogSet>" + next);
    }

    private static String item(Map<String, String> log) {
        StringBuilder fields = new StringBuilder("<item>");
        StringBuilder tags = new StringBuilder();
        log.forEach((k, v) -> {
            if (k.startsWith("tag:")) {
                tags.append("<item><key>%s</key><value>%s</value></item>".formatted(k.substring(4), v));
            } else {
                fields.append("<%1$s>%2$s</%1$s>".formatted(k, v));
            }
        });
        return fields + "<tagSet>" + tags + "</tagSet></item>";
    }

    private static String item(String id, List<String> why) {
        return "<item><resourceId>%s</resourceId><error><code>%s</code><message>%s</message></error></item>"
                .formatted(id, why.getFirst(), why.getLast());
    }

    private static List<String> indexed(Map<String, String> form, String prefix) {
        List<String> values = new ArrayList<>();
        for (int i = 1; form.containsKey(prefix + i); i++) {
            values.add(form.get(prefix + i));
        }
        return values;
    }

    private static List<String> ok(String action, @Nullable String result) {
        return List.of(
                "200",
                "<%1$sResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r</requestId>%2$s</%1$sResponse>"
                        .formatted(action, result));
    }

    private static List<String> error(String status, String code, String message) {
        return List.of(
                status,
                "<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors><RequestID>r</RequestID></Response>"
                        .formatted(code, message));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
