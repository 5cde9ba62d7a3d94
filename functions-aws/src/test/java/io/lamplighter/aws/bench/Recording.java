package io.lamplighter.aws.bench;

import io.lamplighter.aws.bench.LocalAws.Asked;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What was answered to each call of one run, to be given again in the same order. */
final class Recording {
    private static final Set<String> NOT_PASSED =
            Set.of("host", "content-length", "connection", "expect", "upgrade", "transfer-encoding", "http2-settings");

    /** From here on an answer is a fault of the service. */
    static final int FAULT = 500;

    private final Map<SdkCall, List<Reply>> replies = new HashMap<>();
    private final Map<String, List<Reply>> byName = new HashMap<>();

    /**
     * One answer; what the control plane says is text.
     *
     * @param contentType of the body, or null if it had none
     */
    record Reply(int status, @Nullable String contentType, String body) {}

    /** Passes every call on to an emulator, and writes down what it answers; the event history is the given page. */
    LocalAws.Answers from(URI behind, Reply history) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return asked -> {
            Reply reply = asked.call().operation().equals("LookupEvents") ? history : passed(http, behind, asked);
            // A fault of the emulator's own is asked again, and only what then came is kept.
            if (reply.status() < FAULT) {
                add(asked.call(), reply);
            }
            return reply;
        };
    }

    private static Reply passed(HttpClient http, URI behind, Asked asked) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(behind + asked.uri()))
                .method(asked.method(), HttpRequest.BodyPublishers.ofString(asked.body()));
        asked.headers().forEach((name, values) -> {
            if (!NOT_PASSED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(v -> request.header(name, v));
            }
        });
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Reply(
                answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(null), answer.body());
    }

    private synchronized void add(SdkCall call, Reply reply) {
        replies.computeIfAbsent(call, k -> new ArrayList<>()).add(reply);
        byName.computeIfAbsent(call.name(), k -> new ArrayList<>()).add(reply);
    }

    /**
     * A pass through it from the start: each call gets the next answer to this very call, or else to one of its
     * operation; where they are used up, the last one again.
     */
    synchronized LocalAws.Answers again() {
        Map<SdkCall, List<Reply>> same = Map.copyOf(replies);
        Map<String, List<Reply>> alike = Map.copyOf(byName);
        Map<List<Reply>, AtomicInteger> turns = new ConcurrentHashMap<>();
        return asked -> {
            List<Reply> all =
                    same.getOrDefault(asked.call(), alike.get(asked.call().name()));
            if (all == null) {
                throw new IllegalStateException("the recording has no answer to " + asked.call());
            }
            int turn = turns.computeIfAbsent(all, k -> new AtomicInteger()).getAndIncrement();
            return all.get(Math.min(turn, all.size() - 1));
        };
    }
}
