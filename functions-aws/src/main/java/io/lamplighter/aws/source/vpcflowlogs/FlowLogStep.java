package io.lamplighter.aws.source.vpcflowlogs;

import io.lamplighter.events.LogLocation;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One {@code CreateFlowLogs}, for up to 300 resources of one level.
 *
 * @param store the ARN of the evidence bucket alone, since AWS puts its own prefix below it
 */
record FlowLogStep(Level level, List<ResourceRef> targets, String store) implements Step {
    static final String TRAFFIC = "ALL";
    static final int WINDOW_SECONDS = 60;

    /** More resources than these are not listed one by one in the question. */
    private static final int NAMED = 20;

    FlowLogStep {
        targets = List.copyOf(targets);
    }

    @Override
    public String action() {
        return "ec2:CreateFlowLogs";
    }

    @Override
    public Map<String, Object> request() {
        Map<String, Object> destination = new LinkedHashMap<>();
        destination.put("FileFormat", "parquet");
        destination.put("HiveCompatiblePartitions", true);
        destination.put("PerHourPartition", true);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("ResourceIds", ids());
        request.put("ResourceType", level.type());
        request.put("TrafficType", TRAFFIC);
        request.put("LogDestinationType", "s3");
        request.put("LogDestination", store);
        request.put("LogFormat", RecordFormat.ALL);
        request.put("MaxAggregationInterval", WINDOW_SECONDS);
        request.put("DestinationOptions", destination);
        return request;
    }

    /** Nothing is replaced, so there is nothing to put back. */
    @Override
    public Map<String, Object> before() {
        return Map.of();
    }

    @Override
    public LogLocation logs() {
        ResourceRef any = targets.getFirst();
        return new LogLocation(
                "s3://%s/AWSLogs/aws-account-id=%s/aws-service=vpcflowlogs/aws-region=%s/"
                        .formatted(store.substring(store.lastIndexOf(':') + 1), any.account(), any.region()),
                "about 10 minutes after there is traffic"
                        + " (https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3.html)",
                question(any));
    }

    private String question(ResourceRef any) {
        String where = targets.size() > NAMED
                ? ""
                : " AND %s IN (%s)"
                        .formatted(
                                level.column(),
                                ids().stream().map(i -> "'" + i + "'").collect(Collectors.joining(", ")));
        return """
                SELECT interface_id, flow_direction, action, pkt_srcaddr, pkt_dstaddr, dstport, protocol, \
                sum(bytes) AS bytes, count(*) AS flows, \
                from_unixtime(min("start")) AS first_seen, from_unixtime(max("end")) AS last_seen \
                FROM vpc_flow_logs \
                WHERE "aws-account-id" = '%s' AND "aws-region" = '%s'%s \
                GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY bytes DESC LIMIT 100""".formatted(any.account(), any.region(), where);
    }

    List<String> ids() {
        return targets.stream().map(ResourceRef::id).toList();
    }
}
