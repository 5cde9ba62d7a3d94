package io.lamplighter.aws.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.FlowLogsResourceType;
import software.amazon.awssdk.services.ec2.model.LogDestinationType;
import software.amazon.awssdk.services.ec2.model.TrafficType;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.route53resolver.Route53ResolverClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Each call by its name, as plainly as the SDK allows; a client is built when a call first needs it. */
final class BareCalls {
    private static final Map<String, AttributeValue> KEY =
            Map.of("pk", AttributeValue.fromS("FINDING#bare"), "sk", AttributeValue.fromS("FINDING"));

    private final AwsCredentialsProvider credentials =
            DefaultCredentialsProvider.builder().build();
    private final SdkHttpClient http = UrlConnectionHttpClient.create();

    private final Once<Ec2Client> ec2 = new Once<>(() -> build(Ec2Client.builder()));
    private final Once<S3Client> s3 = new Once<>(() -> build(S3Client.builder()));
    private final Once<DynamoDbClient> table = new Once<>(() -> build(DynamoDbClient.builder()));
    private final Once<Route53ResolverClient> resolver = new Once<>(() -> build(Route53ResolverClient.builder()));
    private final Once<CloudTrailClient> trail = new Once<>(() -> build(CloudTrailClient.builder()));
    private final Once<IamClient> iam = new Once<>(() -> build(IamClient.builder()));
    private final Once<OrganizationsClient> organizations = new Once<>(() -> build(OrganizationsClient.builder()));
    private final Once<ResourceGroupsTaggingApiClient> tagging =
            new Once<>(() -> build(ResourceGroupsTaggingApiClient.builder()));
    private final Once<ElasticLoadBalancingClient> classic =
            new Once<>(() -> build(ElasticLoadBalancingClient.builder()));
    private final Once<ElasticLoadBalancingV2Client> balancing =
            new Once<>(() -> build(ElasticLoadBalancingV2Client.builder()));

    private final AtomicBoolean classicAsked = new AtomicBoolean();

    private <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C build(B builder) {
        return builder.credentialsProvider(credentials).httpClient(http).build();
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

    /** Makes it; an answer that says no is an answer. */
    Object make(String name) {
        try {
            return switch (name.substring(0, name.indexOf(':'))) {
                case "ec2" -> ec2(name);
                case "s3" -> s3(name);
                case "route53resolver" -> resolver(name);
                case "elasticloadbalancing" -> balancing(name);
                default -> other(name);
            };
        } catch (AwsServiceException e) {
            return e;
        }
    }

    private Object ec2(String name) {
        return switch (name) {
            case "ec2:DescribeNetworkInterfaces" ->
                ec2.get().describeNetworkInterfaces(r -> r.filters(named("network-interface-id", "eni-1")));
            case "ec2:DescribeInstances" -> ec2.get().describeInstances(r -> r.filters(named("instance-id", "i-1")));
            case "ec2:DescribeSecurityGroups" ->
                ec2.get().describeSecurityGroups(r -> r.filters(named("group-id", "sg-1")));
            case "ec2:DescribeVpcs" -> ec2.get().describeVpcs(r -> r.filters(named("vpc-id", "vpc-1")));
            case "ec2:DescribeSubnets" -> ec2.get().describeSubnets(r -> r.filters(named("subnet-id", "subnet-1")));
            case "ec2:DescribeFlowLogs" -> ec2.get().describeFlowLogs(r -> r.filter(named("resource-id", "eni-1")));
            case "ec2:CreateFlowLogs" ->
                ec2.get()
                        .createFlowLogs(r -> r.resourceIds("eni-1")
                                .resourceType(FlowLogsResourceType.NETWORK_INTERFACE)
                                .trafficType(TrafficType.ALL)
                                .logDestinationType(LogDestinationType.S3)
                                .logDestination("arn:aws:s3:::bare"));
            default -> throw unknown(name);
        };
    }

    private Object s3(String name) {
        return switch (name) {
            case "s3:HEAD bucket" -> s3.get().headBucket(r -> r.bucket("bare"));
            case "s3:GET bucket?logging" -> s3.get().getBucketLogging(r -> r.bucket("bare"));
            case "s3:GET bucket?policy" -> s3.get().getBucketPolicy(r -> r.bucket("bare"));
            case "s3:PUT bucket?logging" ->
                s3.get()
                        .putBucketLogging(r -> r.bucket("bare")
                                .bucketLoggingStatus(s -> s.loggingEnabled(
                                        l -> l.targetBucket("bare-logs").targetPrefix("s3-access/"))));
            default -> throw unknown(name);
        };
    }

    private Object resolver(String name) {
        return switch (name) {
            case "route53resolver:ListResolverQueryLogConfigs" ->
                resolver.get().listResolverQueryLogConfigs(r -> r.maxResults(100));
            case "route53resolver:ListResolverQueryLogConfigAssociations" ->
                resolver.get().listResolverQueryLogConfigAssociations(r -> r.maxResults(100));
            case "route53resolver:CreateResolverQueryLogConfig" ->
                resolver.get()
                        .createResolverQueryLogConfig(
                                r -> r.name("bare").creatorRequestId("bare").destinationArn("arn:aws:s3:::bare"));
            case "route53resolver:AssociateResolverQueryLogConfig" ->
                resolver.get()
                        .associateResolverQueryLogConfig(
                                r -> r.resolverQueryLogConfigId("bare").resourceId("vpc-1"));
            case "route53resolver:GetResolverQueryLogConfigAssociation" ->
                resolver.get().getResolverQueryLogConfigAssociation(r -> r.resolverQueryLogConfigAssociationId("bare"));
            default -> throw unknown(name);
        };
    }

    private Object balancing(String name) {
        return switch (name) {
            // Classic load balancers have the operation under the same name: the first of the two is theirs.
            case "elasticloadbalancing:DescribeLoadBalancers" ->
                classicAsked.compareAndSet(false, true)
                        ? classic.get().describeLoadBalancers(r -> {})
                        : balancing.get().describeLoadBalancers(r -> {});
            case "elasticloadbalancing:DescribeTargetGroups" -> balancing.get().describeTargetGroups(r -> {});
            case "elasticloadbalancing:DescribeTargetHealth" ->
                balancing.get().describeTargetHealth(r -> r.targetGroupArn("bare"));
            case "elasticloadbalancing:DescribeLoadBalancerAttributes" ->
                balancing.get().describeLoadBalancerAttributes(r -> r.loadBalancerArn("bare"));
            default -> throw unknown(name);
        };
    }

    private Object other(String name) {
        return switch (name) {
            case "iam:GetRole" -> iam.get().getRole(r -> r.roleName("bare"));
            case "iam:GetInstanceProfile" -> iam.get().getInstanceProfile(r -> r.instanceProfileName("bare"));
            case "organizations:DescribeAccount" -> organizations.get().describeAccount(r -> r.accountId(Moto.ACCOUNT));
            case "tagging:GetResources" -> tagging.get().getResources(r -> r.resourcesPerPage(100));
            case "cloudtrail:DescribeTrails" -> trail.get().describeTrails(r -> {});
            case "cloudtrail:LookupEvents" ->
                trail.get()
                        .lookupEvents(r -> r.maxResults(50)
                                .lookupAttributes(LookupAttribute.builder()
                                        .attributeKey(LookupAttributeKey.USERNAME)
                                        .attributeValue("bare")
                                        .build()));
            case "dynamodb:UpdateItem" ->
                table.get()
                        .updateItem(r -> r.tableName("lamplighter")
                                .key(KEY)
                                .updateExpression("SET #t = :t")
                                .expressionAttributeNames(Map.of("#t", "token"))
                                .expressionAttributeValues(Map.of(":t", AttributeValue.fromS("bare")))
                                .returnValues(ReturnValue.UPDATED_NEW));
            case "dynamodb:GetItem" ->
                table.get().getItem(r -> r.tableName("lamplighter").key(KEY));
            case "dynamodb:TransactWriteItems" ->
                table.get()
                        .transactWriteItems(r -> r.transactItems(List.of(TransactWriteItem.builder()
                                .put(p -> p.tableName("lamplighter").item(KEY))
                                .build())));
            default -> throw unknown(name);
        };
    }

    private static Filter named(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    private static IllegalStateException unknown(String name) {
        return new IllegalStateException("the bare handler knows no " + name + ": teach it");
    }
}
