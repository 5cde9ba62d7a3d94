package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Severity;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A management call that weakens logging: the one table of them, each with its reason.
 *
 * @param service the event source, {@code .amazonaws.com} left out
 * @param name the event name
 * @param when what its request parameters must say
 * @param why what it does, the end of the sentence "this call …"
 * @param kind what it touches, or empty
 * @param at where the request parameters name that
 * @param severity how bad it is if it was done; medium where the call alone does not tell
 */
record WeakeningCall(
        String service,
        String name,
        Predicate<JsonNode> when,
        String why,
        String kind,
        List<String> at,
        Severity severity) {
    private static final String LOG_GROUP = "AWS::Logs::LogGroup";
    private static final String DELIVERY = "AWS::Logs::Delivery";
    private static final String EVENT_STORE = "AWS::CloudTrail::EventDataStore";

    private static final List<WeakeningCall> LOGGING = List.of(
            // The network.
            call(
                    "ec2",
                    "DeleteFlowLogs",
                    "ends VPC flow logs",
                    AwsType.FLOW_LOG,
                    "DeleteFlowLogsRequest.FlowLogId",
                    "flowLogIds"),
            call(
                    "route53resolver",
                    "DisassociateResolverQueryLogConfig",
                    "ends a VPC's DNS query log",
                    AwsType.VPC,
                    "resourceId"),
            call(
                    "route53resolver",
                    "DeleteResolverQueryLogConfig",
                    "ends DNS query logs",
                    AwsType.QUERY_LOG,
                    "resolverQueryLogConfigId"),
            call(
                    "route53",
                    "DeleteQueryLoggingConfig",
                    "ends a hosted zone's DNS query log",
                    "AWS::Route53::QueryLoggingConfig",
                    "id"),
            when(
                    "elasticloadbalancing",
                    "ModifyLoadBalancerAttributes",
                    Weakens::loadBalancerLog,
                    "ends a load balancer's access log",
                    AwsType.LOAD_BALANCER,
                    "loadBalancerArn",
                    "loadBalancerName"),
            when(
                    "network-firewall",
                    "UpdateLoggingConfiguration",
                    Weakens::firewallLog,
                    "ends a firewall's logs",
                    "AWS::NetworkFirewall::Firewall",
                    "firewallArn",
                    "firewallName"),
            call("wafv2", "DeleteLoggingConfiguration", "ends a web ACL's log", "AWS::WAFv2::WebACL", "resourceArn"),
            call("waf", "DeleteLoggingConfiguration", "ends a web ACL's log", "AWS::WAF::WebACL", "resourceArn"),
            call(
                    "waf-regional",
                    "DeleteLoggingConfiguration",
                    "ends a web ACL's log",
                    "AWS::WAFRegional::WebACL",
                    "resourceArn"),
            // Who called what.
            call("cloudtrail", "StopLogging", "stops a trail", AwsType.TRAIL, "name"),
            call("cloudtrail", "DeleteTrail", "deletes a trail", AwsType.TRAIL, "name"),
            when(
                    "cloudtrail",
                    "UpdateTrail",
                    Weakens::trail,
                    "narrows a trail, ends its validation or cuts off those who read it",
                    AwsType.TRAIL,
                    "name"),
            maybe(
                    "cloudtrail",
                    "UpdateTrail",
                    Weakens::trailTarget,
                    "names a bucket or a key for a trail's log, and whether it is another than before is not told",
                    AwsType.TRAIL,
                    "name"),
            when(
                    "cloudtrail",
                    "PutEventSelectors",
                    Weakens::selectors,
                    "leaves management calls out of a trail",
                    AwsType.TRAIL,
                    "trailName"),
            when(
                    "cloudtrail",
                    "PutInsightSelectors",
                    Weakens::insights,
                    "ends a trail's insights",
                    AwsType.TRAIL,
                    "trailName"),
            call("cloudtrail", "DeleteEventDataStore", "deletes an event data store", EVENT_STORE, "eventDataStore"),
            call(
                    "cloudtrail",
                    "StopEventDataStoreIngestion",
                    "stops an event data store",
                    EVENT_STORE,
                    "eventDataStore"),
            when(
                    "cloudtrail",
                    "UpdateEventDataStore",
                    Weakens::eventStore,
                    "narrows an event data store, shortens it or takes its protection away",
                    EVENT_STORE,
                    "eventDataStore"),
            // Data.
            when(
                    "s3",
                    "PutBucketLogging",
                    Weakens::bucketLog,
                    "ends a bucket's access log",
                    AwsType.BUCKET,
                    "bucketName"),
            when(
                    "rds",
                    "ModifyDBInstance",
                    Weakens::databaseLog,
                    "ends a database's log exports",
                    AwsType.DB_INSTANCE,
                    "dBInstanceIdentifier"),
            when(
                    "rds",
                    "ModifyDBCluster",
                    Weakens::databaseLog,
                    "ends a database's log exports",
                    AwsType.DB_CLUSTER,
                    "dBClusterIdentifier"),
            call(
                    "redshift",
                    "DisableLogging",
                    "ends a data warehouse's audit log",
                    "AWS::Redshift::Cluster",
                    "clusterIdentifier"),
            when(
                    "eks",
                    "UpdateClusterConfig",
                    Weakens::clusterLog,
                    "ends a cluster's control plane logs",
                    AwsType.EKS_CLUSTER,
                    "name"),
            // Where logs are kept.
            call("logs", "DeleteLogGroup", "deletes a log group with all in it", LOG_GROUP, "logGroupName"),
            call("logs", "DeleteLogStream", "deletes a log stream with all in it", LOG_GROUP, "logGroupName"),
            when(
                    "logs",
                    "PutRetentionPolicy",
                    Weakens::retention,
                    "keeps a log for a week or less",
                    LOG_GROUP,
                    "logGroupName"),
            call("logs", "DeleteSubscriptionFilter", "cuts off those who read a log", LOG_GROUP, "logGroupName"),
            call("logs", "DeleteDelivery", "ends a log delivery", DELIVERY, "id"),
            call("logs", "DeleteDeliverySource", "ends log deliveries", DELIVERY, "name"),
            call("logs", "DeleteDeliveryDestination", "ends log deliveries", DELIVERY, "name"),
            call("logs", "DeleteResourcePolicy", "takes away the right to deliver logs to log groups", "", ""),
            call("securitylake", "DeleteAwsLogSource", "ends a log source of the data lake", "", ""),
            call("securitylake", "DeleteDataLake", "ends the data lake", "", ""),
            call("observabilityadmin", "StopTelemetryEvaluation", "stops the rules that turn logs on", "", ""),
            call(
                    "observabilityadmin",
                    "StopTelemetryEvaluationForOrganization",
                    "stops the rules that turn logs on",
                    "",
                    ""),
            call("observabilityadmin", "DeleteTelemetryRule", "deletes a rule that turns logs on", "", ""),
            call(
                    "observabilityadmin",
                    "DeleteTelemetryRuleForOrganization",
                    "deletes a rule that turns logs on",
                    "",
                    ""));

    /** The table. */
    static final List<WeakeningCall> ALL =
            Stream.concat(LOGGING.stream(), Unwatching.calls().stream()).toList();

    private static final Map<String, List<WeakeningCall>> BY_NAME =
            ALL.stream().collect(Collectors.groupingBy(c -> c.service() + ":" + c.name()));

    WeakeningCall {
        at = List.copyOf(at);
    }

    /** The rows of a call, the first that holds being the one; none if it is no call that could weaken anything. */
    static List<WeakeningCall> of(String service, String name) {
        return BY_NAME.getOrDefault(service + ":" + name, List.of());
    }

    static WeakeningCall call(String service, String name, String why, String kind, String... at) {
        return new WeakeningCall(service, name, parameters -> true, why, kind, List.of(at), Severity.HIGH);
    }

    static WeakeningCall when(
            String service, String name, Predicate<JsonNode> when, String why, String kind, String... at) {
        return new WeakeningCall(service, name, when, why, kind, List.of(at), Severity.HIGH);
    }

    static WeakeningCall maybe(
            String service, String name, Predicate<JsonNode> when, String why, String kind, String... at) {
        return new WeakeningCall(service, name, when, why, kind, List.of(at), Severity.MEDIUM);
    }
}
