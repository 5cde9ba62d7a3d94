package io.lamplighter.aws.bench;

import io.lamplighter.shell.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Lambda gets from a queue: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html. */
public final class Sqs {
    private Sqs() {}

    /** A batch of messages with these bodies, named {@code message-1} and on. */
    public static String batch(String... bodies) {
        List<Map<String, Object>> records = new ArrayList<>();
        for (String body : bodies) {
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("messageId", "message-" + (records.size() + 1));
            record.put("receiptHandle", "handle");
            record.put("body", body);
            record.put("attributes", Map.of("ApproximateReceiveCount", "1"));
            record.put("messageAttributes", Map.of());
            record.put("eventSource", "aws:sqs");
            record.put("eventSourceARN", "arn:aws:sqs:%s:%s:alerts".formatted(Moto.REGION, Moto.ACCOUNT));
            record.put("awsRegion", Moto.REGION);
            records.add(record);
        }
        return Json.write(Map.of("Records", records));
    }
}
