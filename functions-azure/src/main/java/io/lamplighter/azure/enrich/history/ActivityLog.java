package io.lamplighter.azure.enrich.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.ArmJson;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.KnownFailure;
import io.lamplighter.azure.enrich.Who;
import io.lamplighter.events.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The newest pages of a subscription's Activity log, by one caller or of all.
 *
 * <p>The caller is in the filters that the Azure CLI and PowerShell send and not in those of
 * https://learn.microsoft.com/rest/api/monitor/activity-logs/list, so that where it is refused all events are read, and
 * whose one is is told here either way. An event calls a user by its name and an application by its object id: a user known by
 * an object id alone is looked for among all. Not tried on a real tenant: that no event calls an application otherwise, and
 * that the filter takes a name in any case.
 */
final class ActivityLog {
    static final String VERSION = "2015-04-01";

    /** It keeps 90 days and refuses to be asked for more: a clock may be a little off. */
    private static final Duration KEPT = Duration.ofDays(90).minus(Duration.ofHours(1));

    private static final int PAGES = 5;

    private final ArmJson arm;
    private final String subscription;
    private final Set<String> callers;
    private final @Nullable String filtered;
    private final Instant now;
    private final List<JsonNode> read = new ArrayList<>();
    private boolean more = true;

    private ActivityLog(ArmJson arm, String subscription, Set<String> callers, @Nullable String filtered, Instant now) {
        this.arm = arm;
        this.subscription = subscription;
        this.callers = Set.copyOf(callers);
        this.filtered = filtered;
        this.now = now;
    }

    /** One question for each caller that can be asked for, and one more for all others together. */
    static List<ActivityLog> of(ArmJson arm, String subscription, List<Who> who, Instant now) {
        List<ActivityLog> logs = new ArrayList<>();
        who.stream()
                .filter(ActivityLog::isCalledSo)
                .map(w -> new ActivityLog(arm, subscription, Set.of(w.id()), w.id(), now))
                .forEach(logs::add);
        Set<String> others =
                who.stream().filter(w -> !isCalledSo(w)).map(Who::id).collect(Collectors.toSet());
        if (!others.isEmpty()) {
            logs.add(new ActivityLog(arm, subscription, others, null, now));
        }
        return logs;
    }

    private static boolean isCalledSo(Who who) {
        return who.kind() != Who.Kind.USER || !who.hasObjectId();
    }

    /**
     * What was read.
     *
     * @param about what it is a part of
     * @param events those by the callers, newest first
     * @param since the oldest event that was read where there are older ones; null where all 90 days were
     */
    record Read(
            String about, List<PastEvent> events, @Nullable Instant since) {
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

    /** For a person. */
    String about() {
        return "the Activity log of subscription " + subscription + (filtered == null ? "" : " by " + filtered);
    }

    /** Reads on; what a page brought is kept whatever becomes of the next. */
    ActivityLog ask() {
        String all = since(now);
        if (filtered == null) {
            ask(all);
            return this;
        }
        try {
            ask(all + " and caller eq '%s'".formatted(filtered.replace("'", "''")));
        } catch (KnownFailure e) {
            if (new AzureFailures().read(e).kind() != Failure.Kind.INVALID) {
                throw e;
            }
            forget();
            ask(all);
        }
        return this;
    }

    private void ask(String filter) {
        ended(arm.list(path(subscription), VERSION, Map.of("$filter", filter), PAGES, this::keep));
    }

    private synchronized void keep(List<JsonNode> page) {
        read.addAll(page);
    }

    private synchronized void forget() {
        read.clear();
    }

    private synchronized void ended(boolean withMore) {
        more = withMore;
    }

    /** All that was read so far. */
    synchronized Read read() {
        List<PastEvent> all =
                read.stream().flatMap(e -> Stream.ofNullable(PastEvent.of(e))).toList();
        Instant oldest =
                all.stream().map(PastEvent::time).min(Instant::compareTo).orElse(null);
        return new Read(about(), all.stream().filter(e -> e.by(callers)).toList(), more ? oldest : null);
    }
}
