package io.lamplighter.aws.clients;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.route53resolver.Route53ResolverClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Every SDK client, built when it is first asked for and kept, one per service, account and region.
 *
 * <p>Accounts other than the own one are entered by assuming the member role there. The endpoint is the SDK's own
 * affair ({@code AWS_ENDPOINT_URL}); all clients share one HTTP client.
 */
public final class Clients {
    /** Control-plane calls answer within seconds; one that hangs must leave time for the others. */
    private static final Duration ATTEMPT = Duration.ofSeconds(10);

    private static final Duration CALL = Duration.ofSeconds(40);
    private final Home home;
    private final String table;
    private final AwsCredentialsProvider own;
    private final @Nullable URI endpoint;
    private final SdkHttpClient http;
    private final Members members;
    private final ExecutionInterceptor[] interceptors;
    private final Map<String, Object> built = new ConcurrentHashMap<>();

    public Clients(Home home, Settings settings) {
        this(null, home, settings, DefaultCredentialsProvider.builder().build());
    }

    /** With credentials of one's own. */
    public Clients(Home home, Settings settings, AwsCredentialsProvider own, ExecutionInterceptor... interceptors) {
        this(null, home, settings, own, interceptors);
    }

    /** With an endpoint and credentials of one's own: for an emulator. */
    public Clients(
            @Nullable URI endpoint,
            Home home,
            Settings settings,
            AwsCredentialsProvider own,
            ExecutionInterceptor... interceptors) {
        this.home = home;
        this.table = settings.table();
        this.own = own;
        this.endpoint = endpoint;
        this.http = UrlConnectionHttpClient.builder().build();
        this.interceptors = interceptors.clone();
        this.members = new Members(
                settings,
                home,
                () -> new Members.Entry(
                        Region.of(home.region()).metadata().partition().id(), sts(home.region())));
    }

    /** Where Lamplighter itself runs. */
    public Home home() {
        return home;
    }

    /** The way into other accounts. */
    public Members members() {
        return members;
    }

    public Ec2Client ec2(String account, String region) {
        return get(Ec2Client.class, account, region, Ec2Client::builder);
    }

    public S3Client s3(String account, String region) {
        return get(S3Client.class, account, region, S3Client::builder);
    }

    public Route53ResolverClient resolver(String account, String region) {
        return get(Route53ResolverClient.class, account, region, Route53ResolverClient::builder);
    }

    public CloudTrailClient cloudTrail(String account, String region) {
        return get(CloudTrailClient.class, account, region, CloudTrailClient::builder);
    }

    public EcsClient ecs(String account, String region) {
        return get(EcsClient.class, account, region, EcsClient::builder);
    }

    public EksClient eks(String account, String region) {
        return get(EksClient.class, account, region, EksClient::builder);
    }

    public ElasticLoadBalancingClient classicLoadBalancing(String account, String region) {
        return get(ElasticLoadBalancingClient.class, account, region, ElasticLoadBalancingClient::builder);
    }

    public ElasticLoadBalancingV2Client loadBalancing(String account, String region) {
        return get(ElasticLoadBalancingV2Client.class, account, region, ElasticLoadBalancingV2Client::builder);
    }

    public LambdaClient lambda(String account, String region) {
        return get(LambdaClient.class, account, region, LambdaClient::builder);
    }

    public RdsClient rds(String account, String region) {
        return get(RdsClient.class, account, region, RdsClient::builder);
    }

    public ResourceGroupsTaggingApiClient tagging(String account, String region) {
        return get(ResourceGroupsTaggingApiClient.class, account, region, ResourceGroupsTaggingApiClient::builder);
    }

    /** IAM is one per partition; the region only names the partition. */
    public IamClient iam(String account, String region) {
        return get(IamClient.class, account, region, IamClient::builder);
    }

    /** Organizations is asked from the own account, where it is the management account or a delegated one. */
    public OrganizationsClient organizations() {
        return get(OrganizationsClient.class, home.account(), home.region(), OrganizationsClient::builder);
    }

    /** The central table is in the own account and region. */
    public DynamoDbClient table() {
        return get(
                DynamoDbClient.class,
                home.account(),
                home.region(),
                () -> DynamoDbClient.builder().overrideConfiguration(c -> {
                    TableRetries.configure(c);
                    c.addExecutionInterceptor(new NoTable(table, home.region()));
                }));
    }

    /** Builds what every response needs, and with it loads what all clients share. */
    public void prepare() {
        table();
    }

    private StsClient sts(String region) {
        return get(StsClient.class, home.account(), region, StsClient::builder);
    }

    private <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C get(
            Class<C> type, String account, String region, Supplier<B> builder) {
        String key = type.getName() + " " + account + " " + region;
        return type.cast(built.computeIfAbsent(key, k -> build(builder.get(), account, region)));
    }

    private <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C build(
            B builder, String account, String region) {
        ClientOverrideConfiguration.Builder configuration = builder.overrideConfiguration().toBuilder();
        configuration.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL);
        if (configuration.retryStrategy() == null) {
            configuration.retryStrategy(RetryMode.STANDARD);
        }
        for (ExecutionInterceptor interceptor : interceptors) {
            configuration.addExecutionInterceptor(interceptor);
        }
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.region(Region.of(region))
                .credentialsProvider(account.equals(home.account()) ? own : members.credentials(account))
                .httpClient(http)
                .overrideConfiguration(configuration.build())
                .build();
    }
}
