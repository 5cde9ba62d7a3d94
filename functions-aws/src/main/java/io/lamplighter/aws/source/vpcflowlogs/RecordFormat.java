package io.lamplighter.aws.source.vpcflowlogs;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a record holds: every field that there is for VPC resources up to version 11, in the order of AWS's table.
 *
 * <p>Version 6 is for transit gateways alone. Source:
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 */
final class RecordFormat {
    private static final List<String> FIELDS = List.of(
            // 2
            "version",
            "account-id",
            "interface-id",
            "srcaddr",
            "dstaddr",
            "srcport",
            "dstport",
            "protocol",
            "packets",
            "bytes",
            "start",
            "end",
            "action",
            "log-status",
            // 3
            "vpc-id",
            "subnet-id",
            "instance-id",
            "tcp-flags",
            "type",
            "pkt-srcaddr",
            "pkt-dstaddr",
            // 4
            "region",
            "az-id",
            "sublocation-type",
            "sublocation-id",
            // 5
            "pkt-src-aws-service",
            "pkt-dst-aws-service",
            "flow-direction",
            "traffic-path",
            // 7
            "ecs-cluster-arn",
            "ecs-cluster-name",
            "ecs-container-instance-arn",
            "ecs-container-instance-id",
            "ecs-container-id",
            "ecs-second-container-id",
            "ecs-service-name",
            "ecs-task-definition-arn",
            "ecs-task-arn",
            "ecs-task-id",
            // 8, 9, 10
            "reject-reason",
            "resource-id",
            "encryption-status",
            // 11
            "instance-tag",
            "instance-tag-2",
            "interface-tag",
            "interface-tag-2",
            "asg-tag",
            "asg-tag-2",
            "interface-type",
            "next-hop-interface-id",
            "next-hop-subnet-id",
            "next-hop-az-id",
            "next-hop-vpc-id",
            "next-hop-interface-type");

    /** As {@code CreateFlowLogs} takes it. */
    static final String ALL = FIELDS.stream().map(f -> "${" + f + "}").collect(Collectors.joining(" "));

    private RecordFormat() {}

    /** Whether records of a format say who talked to whom; no format stands for the default one, which does. */
    static boolean namesBothEnds(String format) {
        if (format.isEmpty()) {
            return true;
        }
        Set<String> fields = Set.copyOf(Arrays.asList(format.split("[\\s${}]+", -1)));
        return (fields.contains("srcaddr") || fields.contains("pkt-srcaddr"))
                && (fields.contains("dstaddr") || fields.contains("pkt-dstaddr"));
    }
}
