package io.lamplighter.aws.bench;

import io.lamplighter.bench.Stub.Reply;
import io.lamplighter.shell.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One page of CloudTrail's event history, which moto has not: calls on the named buckets, and some that name nothing.
 *
 * <p>As documented: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html.
 */
final class EventHistoryPage {
    private static final long TIME = 1_795_000_000L;

    private EventHistoryPage() {}

    static Reply touching(List<String> buckets) {
        List<Map<String, Object>> events = new ArrayList<>();
        for (String name : List.of("GetCallerIdentity", "ListBuckets", "DescribeInstances")) {
            events.add(event(events.size(), name, Map.of(), List.of()));
        }
        for (String bucket : buckets) {
            events.add(event(
                    events.size(),
                    "DeleteBucketPolicy",
                    Map.of("bucketName", bucket),
                    List.of(Map.of("ResourceType", "AWS::S3::Bucket", "ResourceName", bucket))));
        }
        return new Reply(
                200, Map.of("Content-Type", "application/x-amz-json-1.1"), Json.write(Map.of("Events", events)));
    }

    private static Map<String, Object> event(
            int number, String name, Map<String, String> parameters, List<Map<String, String>> resources) {
        String id = "6a7e8feb-b491-4cf7-a9f1-bf37034677%02d".formatted(number);
        Map<String, Object> whole = Map.of(
                "eventVersion",
                "1.11",
                "eventID",
                id,
                "eventTime",
                "2026-11-20T08:10:%02dZ".formatted(number),
                "eventSource",
                "s3.amazonaws.com",
                "eventName",
                name,
                "awsRegion",
                Moto.REGION,
                "sourceIPAddress",
                "198.51.100.23",
                "userIdentity",
                Map.of("type", "AssumedRole", "accessKeyId", "ASIAEXAMPLEKEY000001"),
                "requestParameters",
                parameters,
                "recipientAccountId",
                Moto.ACCOUNT);
        return Map.of(
                "EventId",
                id,
                "EventName",
                name,
                "EventSource",
                "s3.amazonaws.com",
                "EventTime",
                TIME + number,
                "Username",
                "web-role",
                "Resources",
                resources,
                "CloudTrailEvent",
                Json.write(whole));
    }
}
