package io.lamplighter.azure.enrich.history;

import io.lamplighter.azure.clients.ArmJson;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The newest pages of a subscription's Activity log.
 *
 * <p>It can be asked for a time and a resource, and not for a caller
 * (https://learn.microsoft.com/rest/api/monitor/activity-logs/list: "no other syntax is allowed"), so that whose an event
 * is is told here.
 */
final class ActivityLog {
    static final String VERSION = "2015-04-01";

    /** It keeps 90 days and refuses to be asked for more: a clock may be a little off. */
    private static final Duration KEPT = Duration.ofDays(90).minus(Duration.ofHours(1));

    private static final int PAGES = 5;

    private final ArmJson arm;

    ActivityLog(ArmJson arm) {
        this.arm = arm;
    }

    /**
     * What was read.
     *
     * @param events those by the callers, newest first
     * @param since the oldest event that was read where there are older ones; null where all 90 days were
     */
    record Read(
            String subscription,
            List<PastEvent> events,
            @Nullable Instant since) {
        Read {
            events = List.copyOf(events);
        }
    }

    static String path(String subscription) {
        return "/subscriptions/%s/providers/Microsoft.Insights/eventtypes/management/values".formatted(subscription);
    }

    /** The start of every filter: as far back as it goes. */
    static String since(Instant now) {
        return "eventTimestamp ge '%s'".formatted(now.minus(KEPT).truncatedTo(ChronoUnit.SECONDS));
    }

    Read read(String subscription, Set<String> callers, Instant now) {
        ArmJson.Listed listed = arm.list(path(subscription), VERSION, Map.of("$filter", since(now)), PAGES);
        List<PastEvent> all = new ArrayList<>();
        listed.values().stream()
                .flatMap(e -> Stream.ofNullable(PastEvent.of(e)))
                .forEach(all::add);
        Instant oldest =
                all.stream().map(PastEvent::time).min(Instant::compareTo).orElse(now);
        return new Read(subscription, all.stream().filter(e -> e.by(callers)).toList(), listed.more() ? oldest : null);
    }
}
