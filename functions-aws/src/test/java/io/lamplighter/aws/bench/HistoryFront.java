package io.lamplighter.aws.bench;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import io.lamplighter.shell.Json;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Passes every call on, and plays CloudTrail's event history, which moto answers with 500.
 *
 * <p>As documented: the events of one lookup attribute, newest first, each with CloudTrail's record as text
 * (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html).
 */
final class HistoryFront implements AutoCloseable {
    private static final int PASSED_ON = 10;
    private static final int EMPTY = 5;

    private final List<Map<String, Object>> remembered = new ArrayList<>();
    private final WireMockServer server = new WireMockServer(options().dynamicPort());

    HistoryFront(URI behind) {
        server.start();
        server.stubFor(
                any(anyUrl()).atPriority(PASSED_ON).willReturn(aResponse().proxiedFrom(behind.toString())));
        server.stubFor(lookup().atPriority(EMPTY)
                .willReturn(aResponse().withBody(Json.write(Map.of("Events", List.of())))));
    }

    private static MappingBuilder lookup() {
        return post(urlEqualTo("/")).withHeader("X-Amz-Target", containing(".LookupEvents"));
    }

    /** From now on the history of this access key holds this one call. */
    void remember(String key, String source, String name, Map<String, Object> parameters, Instant time) {
        Map<String, Object> record = Map.of(
                "eventSource",
                source,
                "eventName",
                name,
                "sourceIPAddress",
                "198.51.100.23",
                "userAgent",
                "aws-cli/2.31",
                "userIdentity",
                Map.of("accessKeyId", key),
                "requestParameters",
                parameters);
        remembered.add(Map.of(
                "EventId",
                "event-" + remembered.size(),
                "EventName",
                name,
                "EventSource",
                source,
                "EventTime",
                time.getEpochSecond(),
                "AccessKeyId",
                key,
                "CloudTrailEvent",
                Json.write(record)));
        server.stubFor(lookup().atPriority(1)
                .withRequestBody(containing(key))
                .willReturn(aResponse().withBody(Json.write(Map.of("Events", remembered)))));
    }

    /** Where it answers. */
    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    @Override
    public void close() {
        server.stop();
    }
}
