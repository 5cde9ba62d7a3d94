package io.lamplighter.azure.bench;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableClientBuilder;
import com.azure.data.tables.models.ListEntitiesOptions;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableTransactionAction;
import com.azure.data.tables.models.TableTransactionActionType;
import com.azure.resourcemanager.network.NetworkManager;
import com.azure.resourcemanager.network.fluent.NetworkManagementClient;
import com.azure.resourcemanager.network.fluent.models.FlowLogInner;
import com.azure.resourcemanager.resourcegraph.ResourceGraphManager;
import com.azure.resourcemanager.resourcegraph.fluent.ResourceGraphClient;
import com.azure.resourcemanager.resourcegraph.models.QueryRequest;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import io.lamplighter.bench.Stub.Asked;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Each call as plainly as the SDK allows; a client is built when a call first needs it. */
final class BareCalls {
    private static final String FLOW_LOGS = "Microsoft.Network/networkWatchers/flowLogs/";
    private static final String POLL = "Microsoft.Network/locations/operations/read";
    /** As the product waits where Azure does not say how long. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Map<String, String> environment;
    private final Once<HttpClient> http = new Once<>(
            () -> new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder().version(Version.HTTP_1_1)).build());
    private final Once<HttpPipeline> arm = new Once<>(() -> new HttpPipelineBuilder()
            .policies(new RetryPolicy())
            .httpClient(http().get())
            .build());
    private final Once<NetworkManagementClient> network =
            new Once<>(() -> NetworkManager.authenticate(arm().get(), profile()).serviceClient());
    private final Once<ResourceGraphClient> graph = new Once<>(
            () -> ResourceGraphManager.authenticate(arm().get(), profile()).serviceClient());
    private final Once<TableClient> table = new Once<>(() -> new TableClientBuilder()
            .tableName("bench")
            .httpClient(http().get())
            .connectionString(setting("LAMPLIGHTER_STORAGE"))
            .buildClient());
    private final Once<BlobContainerClient> documents = new Once<>(() -> new BlobContainerClientBuilder()
            .containerName("bench")
            .httpClient(http().get())
            .connectionString(setting("LAMPLIGHTER_STORAGE"))
            .buildClient());

    BareCalls(Map<String, String> environment) {
        this.environment = environment;
    }

    /** A call as a line: its name, method, path with query, and of a transaction how many rows it writes and the first one. */
    static String line(Asked asked) {
        return String.join(
                "\t",
                asked.call().name(),
                asked.method(),
                asked.uri(),
                Long.toString(RestCall.rows(asked.body())),
                RestCall.firstPartition(asked.body()),
                RestCall.firstRow(asked.body()));
    }

    /** Builds a client when it is first asked for, beside the others. */
    private static final class Once<C> {
        private final Supplier<C> build;
        private @Nullable C client;

        Once(Supplier<C> build) {
            this.build = build;
        }

        synchronized C get() {
            if (client == null) {
                client = build.get();
            }
            return client;
        }
    }

    private Once<HttpClient> http() {
        return http;
    }

    private Once<HttpPipeline> arm() {
        return arm;
    }

    private String setting(String name) {
        return environment.getOrDefault(name, "");
    }

    private AzureProfile profile() {
        return new AzureProfile(
                null,
                DemoTenant.SUBSCRIPTION,
                new AzureEnvironment(Map.of("resourceManagerEndpointUrl", setting("LAMPLIGHTER_ARM_ENDPOINT"))));
    }

    /** Makes it; an answer that says no is an answer. */
    Object make(String line) {
        String[] parts = line.split("\t", -1);
        try {
            return parts[0].startsWith("table:")
                    ? table(parts[0].substring("table:".length()), Integer.parseInt(parts[3]), parts[4], parts[5])
                    : manager(parts[0], parts[1], parts[2]);
        } catch (HttpResponseException e) {
            return e;
        }
    }

    private Object manager(String name, String method, String uri) {
        String[] path = uri.split("\\?", 2)[0].split("/", -1);
        return switch (name) {
            case "Microsoft.ResourceGraph/resources/read" ->
                graph.get()
                        .getResourceProviders()
                        .resources(new QueryRequest()
                                .withQuery("resources")
                                .withSubscriptions(List.of(DemoTenant.SUBSCRIPTION)));
            case "Microsoft.Network/networkWatchers/read" ->
                network.get().getNetworkWatchers().list().stream().count();
            // The put asks for its operation and for what it made itself.
            case FLOW_LOGS + "write" ->
                network.get()
                        .getFlowLogs()
                        .beginCreateOrUpdate(path[4], path[8], path[10], new FlowLogInner())
                        .setPollInterval(PAUSE)
                        .getFinalResult();
            case POLL -> "";
            case FLOW_LOGS + "read" ->
                path.length == 10
                        ? network.get().getFlowLogs().list(path[4], path[8]).stream()
                                .count()
                        : "";
            default -> send(method, uri);
        };
    }

    private Object send(String method, String uri) {
        HttpRequest request =
                new HttpRequest(HttpMethod.valueOf(method), setting("LAMPLIGHTER_ARM_ENDPOINT") + uri.substring(1));
        if (!method.equals("GET")) {
            request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json").setBody("{}");
        }
        try (HttpResponse answer = arm.get().sendSync(request, Context.NONE)) {
            return answer.getBodyAsBinaryData().toString();
        }
    }

    private Object table(String call, int rows, String partition, String row) {
        String kind = call.substring(call.indexOf(' ') + 1);
        return switch (call.substring(0, call.indexOf(' '))) {
            case "read" ->
                kind.equals("blob")
                        ? documents.get().getBlobClient("bare.json").downloadContent()
                        : table.get().getEntity(kind, "bare");
            case "query" ->
                table
                        .get()
                        .listEntities(
                                new ListEntitiesOptions().setFilter("PartitionKey eq '%s'".formatted(kind)), null, null)
                        .stream()
                        .count();
            case "delete" -> {
                table.get().deleteEntity(kind, "bare");
                yield "";
            }
            default -> kind.equals("blob") ? upload() : write(partition, row, rows);
        };
    }

    private Object upload() {
        documents.get().getBlobClient("bare.json").upload(BinaryData.fromString("{}"), true);
        return "";
    }

    private Object write(String partition, String first, int rows) {
        List<TableTransactionAction> actions = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            actions.add(new TableTransactionAction(
                    TableTransactionActionType.UPSERT_REPLACE,
                    new TableEntity(partition, i == 0 ? first : first + i).addProperty("token", "bare")));
        }
        return table.get().submitTransaction(actions);
    }
}
