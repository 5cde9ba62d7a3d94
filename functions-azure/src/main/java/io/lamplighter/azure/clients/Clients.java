package io.lamplighter.azure.clients;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestRetryCondition;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.http.policy.ArmChallengeAuthenticationPolicy;
import com.azure.core.management.profile.AzureProfile;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableClientBuilder;
import com.azure.identity.CredentialUnavailableException;
import com.azure.resourcemanager.monitor.MonitorManager;
import com.azure.resourcemanager.monitor.fluent.MonitorClient;
import com.azure.resourcemanager.network.NetworkManager;
import com.azure.resourcemanager.network.fluent.NetworkManagementClient;
import com.azure.resourcemanager.resourcegraph.ResourceGraphManager;
import com.azure.resourcemanager.resourcegraph.fluent.ResourceGraphClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import io.lamplighter.events.Failure;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Every SDK client, built when it is first asked for and kept, one per service and subscription.
 *
 * <p>All of Azure Resource Manager goes through one pipeline, so that one place sees and bounds each call. Over plain http,
 * as to a local fake, no token is asked for or sent.
 */
public final class Clients {
    /** Control-plane calls answer within seconds; one that hangs must leave time for the others. */
    private static final Duration ATTEMPT = Duration.ofSeconds(10);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    private static final int RETRIES = 3;

    /** What a later attempt may get past: https://learn.microsoft.com/azure/architecture/best-practices/transient-faults. */
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

    private final Home home;
    private final Settings settings;
    private final TokenCredential credential;
    private final List<HttpPipelinePolicy> policies;
    private final Map<String, Object> built = new ConcurrentHashMap<>();
    private final AzureEnvironment environment;
    private final Subscriptions subscriptions = new Subscriptions(this);

    /**
     * @param policies what a test puts before each call
     */
    public Clients(Home home, Settings settings, TokenCredential credential, HttpPipelinePolicy... policies) {
        this.home = home;
        this.settings = settings;
        this.credential = credential;
        this.policies = List.of(policies);
        this.environment = environment(settings);
    }

    static AzureEnvironment environment(Settings settings) {
        AzureEnvironment own = switch (settings.cloud()) {
            case PUBLIC -> AzureEnvironment.AZURE;
            case USGOVERNMENT -> AzureEnvironment.AZURE_US_GOVERNMENT;
            case CHINA -> AzureEnvironment.AZURE_CHINA;
        };
        if (settings.armEndpoint() == null) {
            return own;
        }
        Map<String, String> endpoints = new HashMap<>(own.getEndpoints());
        endpoints.put("resourceManagerEndpointUrl", settings.armEndpoint());
        return new AzureEnvironment(endpoints);
    }

    /** Where Lamplighter itself runs. */
    public Home home() {
        return home;
    }

    /** The way into other subscriptions. */
    public Subscriptions subscriptions() {
        return subscriptions;
    }

    public NetworkManagementClient network(String subscription) {
        return get(
                NetworkManagementClient.class,
                subscription,
                () -> NetworkManager.authenticate(arm(), profile(subscription)).serviceClient());
    }

    public MonitorClient monitor(String subscription) {
        return get(
                MonitorClient.class,
                subscription,
                () -> MonitorManager.authenticate(arm(), profile(subscription)).serviceClient());
    }

    /** Resource Graph spans subscriptions: each query names its own. */
    public ResourceGraphClient resourceGraph() {
        return get(
                ResourceGraphClient.class,
                "",
                () -> ResourceGraphManager.authenticate(arm(), profile(home.subscription()))
                        .serviceClient());
    }

    /** Azure Resource Manager itself, for what has no client of its own; URLs start with {@link #armEndpoint}. */
    public HttpPipeline arm() {
        return get(HttpPipeline.class, "", this::pipeline);
    }

    /** Such as {@code https://management.azure.com/}, with a slash at its end. */
    public String armEndpoint() {
        String endpoint = environment.getResourceManagerEndpoint();
        return endpoint.endsWith("/") ? endpoint : endpoint + "/";
    }

    /** The central table. */
    public TableClient table() {
        return get(TableClient.class, "", () -> {
            TableClientBuilder builder = new TableClientBuilder()
                    .tableName(settings.table())
                    .httpClient(http())
                    .retryOptions(retries());
            policies.forEach(builder::addPolicy);
            String storage = storage();
            return isConnectionString(storage)
                    ? builder.connectionString(storage).buildClient()
                    : builder.endpoint("https://%s.table.%s".formatted(storage, suffix()))
                            .credential(credential)
                            .buildClient();
        });
    }

    /** The container of documents that are too large for the table. */
    public BlobContainerClient documents() {
        return get(BlobContainerClient.class, "", () -> {
            BlobContainerClientBuilder builder = new BlobContainerClientBuilder()
                    .containerName(settings.table())
                    .httpClient(http())
                    .retryOptions(retries());
            policies.forEach(builder::addPolicy);
            String storage = storage();
            return isConnectionString(storage)
                    ? builder.connectionString(storage).buildClient()
                    : builder.endpoint("https://%s.blob.%s".formatted(storage, suffix()))
                            .credential(credential)
                            .buildClient();
        });
    }

    private String storage() {
        String storage = settings.storage();
        if (storage == null) {
            throw new KnownFailure(
                    new Failure(
                            Failure.Kind.INVALID,
                            "there is no central table: set %s to the storage account that holds it"
                                    .formatted(Settings.STORAGE)),
                    null);
        }
        return storage;
    }

    private static boolean isConnectionString(String storage) {
        return storage.indexOf('=') >= 0;
    }

    private String suffix() {
        return environment.getStorageEndpointSuffix().replaceFirst("^\\.", "");
    }

    private AzureProfile profile(String subscription) {
        return new AzureProfile(null, subscription, environment);
    }

    private HttpPipeline pipeline() {
        List<HttpPipelinePolicy> all = new ArrayList<>(policies);
        all.add(new Correlation.Policy());
        all.add(new RetryPolicy(retries()));
        if (armEndpoint().startsWith("https:")) {
            all.add(new ArmChallengeAuthenticationPolicy(credential, environment.getManagementEndpoint() + ".default"));
        }
        return new HttpPipelineBuilder()
                .policies(all.toArray(HttpPipelinePolicy[]::new))
                .httpClient(http())
                .build();
    }

    private static RetryOptions retries() {
        return new RetryOptions(new ExponentialBackoffOptions()
                        .setMaxRetries(RETRIES)
                        .setBaseDelay(FIRST_PAUSE)
                        .setMaxDelay(LONGEST_PAUSE))
                .setShouldRetryCondition(Clients::mayPass);
    }

    /** As the SDK has it, but that who is told to stop, or has no sign-in at all, is not kept by another attempt. */
    private static boolean mayPass(RequestRetryCondition met) {
        HttpResponse answer = met.getResponse();
        if (answer != null) {
            return PASSING.contains(answer.getStatusCode());
        }
        for (Throwable one = met.getThrowable(); one != null; one = one.getCause()) {
            if (one instanceof InterruptedException
                    || one instanceof CredentialUnavailableException
                    || one instanceof Error) {
                return false;
            }
        }
        return true;
    }

    private HttpClient http() {
        return get(
                HttpClient.class,
                "",
                () -> new JdkHttpClientBuilder(
                                java.net.http.HttpClient.newBuilder().version(Version.HTTP_1_1))
                        .connectionTimeout(ATTEMPT)
                        .responseTimeout(ATTEMPT)
                        .readTimeout(ATTEMPT)
                        .build());
    }

    private <C> C get(Class<C> type, String subscription, Supplier<C> builder) {
        String key = type.getName() + " " + subscription;
        Object known = built.get(key);
        if (known == null) {
            // Not computeIfAbsent: building one client asks for another.
            Object made = builder.get();
            Object first = built.putIfAbsent(key, made);
            known = first == null ? made : first;
        }
        return type.cast(known);
    }
}
