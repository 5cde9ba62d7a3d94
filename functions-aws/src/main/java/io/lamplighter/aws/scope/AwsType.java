package io.lamplighter.aws.scope;

/**
 * The kinds of resource that are looked at, by AWS's own type names (CloudFormation resource types); what has none takes
 * Security Hub's.
 */
public final class AwsType {
    public static final String ACCOUNT = "AWS::::Account";
    public static final String AUTO_SCALING_GROUP = "AWS::AutoScaling::AutoScalingGroup";
    public static final String BUCKET = "AWS::S3::Bucket";
    public static final String DB_CLUSTER = "AWS::RDS::DBCluster";
    public static final String DB_INSTANCE = "AWS::RDS::DBInstance";
    public static final String ECS_CLUSTER = "AWS::ECS::Cluster";
    public static final String ECS_TASK = "AWS::ECS::Task";
    public static final String EKS_CLUSTER = "AWS::EKS::Cluster";
    public static final String FLOW_LOG = "AWS::EC2::FlowLog";
    public static final String FUNCTION = "AWS::Lambda::Function";
    public static final String INSTANCE = "AWS::EC2::Instance";
    public static final String INSTANCE_PROFILE = "AWS::IAM::InstanceProfile";
    public static final String LOAD_BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer";
    public static final String NETWORK_INTERFACE = "AWS::EC2::NetworkInterface";
    public static final String QUERY_LOG = "AWS::Route53Resolver::ResolverQueryLoggingConfig";

    /** What answers the DNS queries of a VPC; it is the VPC's owner's. */
    public static final String RESOLVER = "AWS::Route53Resolver::ResolverConfig";

    public static final String SECURITY_GROUP = "AWS::EC2::SecurityGroup";
    public static final String SUBNET = "AWS::EC2::Subnet";
    public static final String TRAIL = "AWS::CloudTrail::Trail";
    public static final String VPC = "AWS::EC2::VPC";

    private AwsType() {}
}
