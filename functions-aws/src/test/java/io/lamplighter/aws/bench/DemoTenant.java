package io.lamplighter.aws.bench;

import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.FlowLogsResourceType;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.LogDestinationType;
import software.amazon.awssdk.services.ec2.model.TrafficType;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A small tenant on the emulator, with every kind of light and dark that a first alert meets.
 *
 * @param instance an instance behind a load balancer, open to the world, in {@code vpc}
 * @param vpc dark
 * @param otherVpc with a flow log of somebody else's that records refused traffic only
 */
public record DemoTenant(
        Clients clients,
        String evidence,
        String vpc,
        String subnet,
        String instance,
        String networkInterface,
        String securityGroup,
        String otherVpc) {
    /** What the instance works as, and whose session was stolen. */
    private static final String ROLE = "web-role";

    private static final String TRUSTING_EC2 = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "ec2.amazonaws.com"}}]}""";

    /** No access log at all. */
    public static final String DARK = "acme-payroll";

    /** Logged by somebody else, into {@link #LOG_TARGET}. */
    public static final String LOGGED = "acme-web-assets";

    /** A log target itself. */
    public static final String LOG_TARGET = "acme-access-logs";

    /** Lit by Lamplighter for an earlier alert. */
    public static final String LIT = "acme-exports";

    /** Makes it. */
    public static DemoTenant make(Clients clients, Settings settings) {
        String evidence = settings.evidenceBucket(Moto.ACCOUNT, Moto.REGION);
        buckets(clients.s3(Moto.ACCOUNT, Moto.REGION), evidence);
        Ec2Client ec2 = clients.ec2(Moto.ACCOUNT, Moto.REGION);
        String vpc = ec2.createVpc(b -> b.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        String other = ec2.createVpc(b -> b.cidrBlock("10.1.0.0/16")).vpc().vpcId();
        String subnet = subnet(ec2, vpc, "10.0.1.0/24", Moto.REGION + "a");
        String second = subnet(ec2, vpc, "10.0.2.0/24", Moto.REGION + "b");
        String group = ec2.createSecurityGroup(
                        b -> b.groupName("web").description("web").vpcId(vpc))
                .groupId();
        ec2.authorizeSecurityGroupIngress(
                b -> b.groupId(group).ipProtocol("tcp").fromPort(22).toPort(22).cidrIp("0.0.0.0/0"));
        String image =
                ec2.describeImages(b -> b.owners("amazon")).images().getFirst().imageId();
        var instance = ec2.runInstances(b -> b.imageId(image)
                        .minCount(1)
                        .maxCount(1)
                        .instanceType(InstanceType.T3_MICRO)
                        .subnetId(subnet)
                        .securityGroupIds(group))
                .instances()
                .getFirst();
        ec2.createFlowLogs(b -> b.resourceType(FlowLogsResourceType.VPC)
                .resourceIds(other)
                .trafficType(TrafficType.REJECT)
                .logDestinationType(LogDestinationType.S3)
                .logDestination("arn:aws:s3:::" + LOG_TARGET));
        clients.iam(Moto.ACCOUNT, Moto.REGION).createRole(b -> b.roleName(ROLE).assumeRolePolicyDocument(TRUSTING_EC2));
        balancer(clients.loadBalancing(Moto.ACCOUNT, Moto.REGION), vpc, List.of(subnet, second), instance.instanceId());
        return new DemoTenant(
                clients,
                evidence,
                vpc,
                subnet,
                instance.instanceId(),
                instance.networkInterfaces().getFirst().networkInterfaceId(),
                group,
                other);
    }

    private static String subnet(Ec2Client ec2, String vpc, String cidr, String zone) {
        return ec2.createSubnet(b -> b.vpcId(vpc).cidrBlock(cidr).availabilityZone(zone))
                .subnet()
                .subnetId();
    }

    private static void balancer(ElasticLoadBalancingV2Client elb, String vpc, List<String> subnets, String instance) {
        String balancer = elb.createLoadBalancer(b -> b.name("web").subnets(subnets))
                .loadBalancers()
                .getFirst()
                .loadBalancerArn();
        String group = elb.createTargetGroup(b -> b.name("web")
                        .protocol(ProtocolEnum.HTTP)
                        .port(80)
                        .vpcId(vpc)
                        .targetType(TargetTypeEnum.INSTANCE))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
        elb.registerTargets(b -> b.targetGroupArn(group)
                .targets(TargetDescription.builder().id(instance).build()));
        elb.createListener(b -> b.loadBalancerArn(balancer)
                .protocol(ProtocolEnum.HTTP)
                .port(80)
                .defaultActions(Action.builder()
                        .type(ActionTypeEnum.FORWARD)
                        .targetGroupArn(group)
                        .build()));
    }

    private static void buckets(S3Client s3, String evidence) {
        for (String bucket : List.of(evidence, DARK, LOGGED, LOG_TARGET, LIT)) {
            s3.createBucket(b -> b.bucket(bucket));
        }
        for (String target : List.of(evidence, LOG_TARGET)) {
            s3.putBucketPolicy(b -> b.bucket(target).policy(admitting(target)));
        }
        s3.putBucketLogging(b -> b.bucket(LOGGED)
                .bucketLoggingStatus(
                        l -> l.loggingEnabled(e -> e.targetBucket(LOG_TARGET).targetPrefix("web/"))));
        s3.putBucketLogging(b -> b.bucket(LIT)
                .bucketLoggingStatus(
                        l -> l.loggingEnabled(e -> e.targetBucket(evidence).targetPrefix("s3-access/"))));
    }

    /** The store's policy as the emulator wants it, which AWS takes too. */
    public static String admitting(String bucket) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:PutObject",
                 "Principal": {"Service": "logging.s3.amazonaws.com"}, "Resource": "arn:aws:s3:::%s/*"}]}""".formatted(bucket);
    }

    /** A GuardDuty attack sequence, as EventBridge delivers it, that names all of this. */
    public String alert() {
        return DemoAlert.of(this);
    }

    /** The log settings as they are, comparable. */
    public Map<String, String> settings() {
        Map<String, String> state = new TreeMap<>();
        S3Client s3 = clients.s3(Moto.ACCOUNT, Moto.REGION);
        for (var bucket : s3.listBuckets().buckets()) {
            state.put(
                    "s3://" + bucket.name(),
                    String.valueOf(
                            s3.getBucketLogging(b -> b.bucket(bucket.name())).loggingEnabled()));
        }
        Map<String, String> logs = new LinkedHashMap<>();
        for (FlowLog log : clients.ec2(Moto.ACCOUNT, Moto.REGION)
                .describeFlowLogsPaginator()
                .flowLogs()) {
            logs.put(log.flowLogId(), log.resourceId() + " " + log.trafficTypeAsString() + " " + log.logDestination());
        }
        state.put("flow logs", logs.toString());
        var resolver = clients.resolver(Moto.ACCOUNT, Moto.REGION);
        state.put(
                "resolver configurations",
                resolver.listResolverQueryLogConfigs(b -> {})
                        .resolverQueryLogConfigs()
                        .toString());
        state.put(
                "resolver associations",
                resolver.listResolverQueryLogConfigAssociations(b -> {})
                        .resolverQueryLogConfigAssociations()
                        .toString());
        return state;
    }
}
