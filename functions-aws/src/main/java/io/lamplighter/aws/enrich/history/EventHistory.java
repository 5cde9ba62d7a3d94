package io.lamplighter.aws.enrich.history;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Pace;
import io.lamplighter.aws.enrich.history.Subjects.Subject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/** The event history of one account and region, page by page, each subject's newest first and in turn. */
final class EventHistory {
    private static final int PAGE = 50;

    private final CloudTrailClient cloudTrail;
    private final Pace pace;
    private final String account;
    private final String region;

    EventHistory(CloudTrailClient cloudTrail, Pace pace, String account, String region) {
        this.cloudTrail = cloudTrail;
        this.pace = pace;
        this.account = account;
        this.region = region;
    }

    /**
     * What was read.
     *
     * @param calls what the subjects called, each once
     * @param others what others called on them
     * @param makings calls that were looked up by their name, whoever made them
     * @param failures what could not be read, as sentences
     * @param more whether older events were left out
     */
    record Read(
            List<PastCall> calls, List<PastCall> others, List<PastCall> makings, List<String> failures, boolean more) {
        Read {
            calls = List.copyOf(calls);
            others = List.copyOf(others);
            makings = List.copyOf(makings);
            failures = List.copyOf(failures);
        }
    }

    private record Turn(Subject subject, Iterator<LookupEventsResponse> pages) {}

    /**
     * Reads at most so many pages in all.
     *
     * @throws InterruptedException if the caller is told to stop
     */
    Read read(List<Subject> subjects, int pages) throws InterruptedException {
        Deque<Turn> turns = new ArrayDeque<>();
        subjects.forEach(s -> turns.add(new Turn(s, pagesOf(s))));
        Map<String, PastCall> calls = new LinkedHashMap<>();
        Map<String, PastCall> others = new LinkedHashMap<>();
        Map<String, PastCall> makings = new LinkedHashMap<>();
        List<String> failures = new ArrayList<>();
        for (int left = pages; left > 0 && !turns.isEmpty(); left--) {
            Turn turn = turns.removeFirst();
            pace.await(account + " " + region);
            try {
                // What others did to a resource touched nothing on the identity's behalf.
                Map<String, PastCall> whose = switch (turn.subject().by()) {
                    case ACCESS_KEY_ID, USERNAME -> calls;
                    case RESOURCE_NAME -> others;
                    case EVENT_NAME -> makings;
                };
                for (Event event : turn.pages().next().events()) {
                    PastCall call = call(event);
                    whose.put(call.id(), call);
                }
            } catch (SdkException e) {
                failures.add("the history of %s in %s could not be read%s: %s"
                        .formatted(
                                turn.subject().value(),
                                region,
                                calls.isEmpty() ? "" : " to its end",
                                new AwsFailures().read(e).why()));
                continue;
            }
            if (turn.pages().hasNext()) {
                turns.addLast(turn);
            }
        }
        return new Read(
                List.copyOf(calls.values()),
                List.copyOf(others.values()),
                List.copyOf(makings.values()),
                failures,
                !turns.isEmpty());
    }

    private Iterator<LookupEventsResponse> pagesOf(Subject subject) {
        LookupAttributeKey key = switch (subject.by()) {
            case ACCESS_KEY_ID -> LookupAttributeKey.ACCESS_KEY_ID;
            case USERNAME -> LookupAttributeKey.USERNAME;
            case RESOURCE_NAME -> LookupAttributeKey.RESOURCE_NAME;
            case EVENT_NAME -> LookupAttributeKey.EVENT_NAME;
        };
        LookupAttribute attribute = LookupAttribute.builder()
                .attributeKey(key)
                .attributeValue(subject.value())
                .build();
        return cloudTrail
                .lookupEventsPaginator(r -> r.maxResults(PAGE).lookupAttributes(attribute))
                .iterator();
    }

    private PastCall call(Event event) {
        return PastCall.of(
                event.eventId(),
                event.eventTime(),
                event.eventSource() == null ? "" : event.eventSource(),
                event.eventName() == null ? "" : event.eventName(),
                event.cloudTrailEvent() == null ? "" : event.cloudTrailEvent(),
                account,
                region);
    }
}
