package io.lamplighter.bench;

import io.lamplighter.bench.Stub.Asked;
import io.lamplighter.bench.Stub.Reply;
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
import java.util.function.Function;
import java.util.function.Predicate;

/** What was answered to each call of one run, to be given again in the same order. */
public final class Recording {
    private static final Set<String> NOT_PASSED =
            Set.of("host", "content-length", "connection", "expect", "upgrade", "transfer-encoding", "http2-settings");

    /** From here on an answer is a fault of the service. */
    public static final int FAULT = 500;

    private final Map<Call, List<Reply>> replies = new HashMap<>();
    private final Map<String, List<Reply>> byName = new HashMap<>();

    /** Hands every call on, and writes down what is answered. */
    public Stub.Answers of(Stub.Answers real) {
        return asked -> {
            Reply reply = real.to(asked);
            // A fault of the emulator's own is asked again, and only what then came is kept.
            if (reply.status() < FAULT) {
                add(asked.call(), reply);
            }
            return reply;
        };
    }

    /**
     * Passes calls on to emulators.
     *
     * @param behind which one takes a call
     * @param kept the names of headers, in lower case, that are part of an answer
     */
    public static Stub.Answers passing(Function<Asked, URI> behind, Predicate<String> kept) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return asked -> passed(http, behind.apply(asked), asked, kept);
    }

    private static Reply passed(HttpClient http, URI behind, Asked asked, Predicate<String> kept)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(behind + asked.uri()))
                .method(asked.method(), HttpRequest.BodyPublishers.ofString(asked.body()));
        asked.headers().forEach((name, values) -> {
            if (!NOT_PASSED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(v -> request.header(name, v));
            }
        });
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Map<String, String> headers = new HashMap<>();
        answer.headers().map().forEach((name, values) -> {
            if (kept.test(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values.getFirst());
            }
        });
        return new Reply(answer.statusCode(), headers, answer.body());
    }

    private synchronized void add(Call call, Reply reply) {
        replies.computeIfAbsent(call, k -> new ArrayList<>()).add(reply);
        byName.computeIfAbsent(call.name(), k -> new ArrayList<>()).add(reply);
    }

    /**
     * A pass through it from the start: each call gets the next answer to this very call, or else to one of its
     * operation; where they are used up, the last one again.
     */
    public synchronized Stub.Answers again() {
        Map<Call, List<Reply>> same = Map.copyOf(replies);
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
