package io.lamplighter.azure.source;

import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.source.SettingFacts.Logged;
import io.lamplighter.events.Failure;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.SideBySide;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at the settings of targets, side by side: one that cannot be read is said of that one alone. */
public final class SettingLook {
    /** Azure Resource Manager refills 25 reads a second (handbook: request limits), and a target takes two. */
    private static final int SIDE_BY_SIDE = 12;

    /** For who is in no hurry. */
    public static final Duration LIMIT = Duration.ofMinutes(10);

    /** What is looked at beside the targets themselves is few. */
    private static final int PART = 4;

    private static final Failure LATE =
            new Failure(Failure.Kind.OUT_OF_TIME, "there are too many to be read before the deadline: come again");

    private static final Set<String> CAN_HOLD_LOGS = Set.of(
            AzureType.BLOB_SERVICE,
            AzureType.QUEUE_SERVICE,
            AzureType.TABLE_SERVICE,
            AzureType.FILE_SERVICE,
            AzureType.WORKSPACE,
            AzureType.EVENT_HUBS);

    private final SettingApi api;
    private final SettingCalls calls;
    private final Destinations destinations;

    public SettingLook(Clients clients, SettingApi api) {
        this.api = api;
        this.calls = new SettingCalls(clients, api);
        this.destinations = new Destinations(clients);
    }

    /** What a target offers. */
    @FunctionalInterface
    public interface Offers {
        Offer of(ResourceRef target, SettingCalls calls);
    }

    /**
     * The logs that are to be on.
     *
     * @param whole whether these are all that the target offers
     */
    public record Offer(List<Category> wanted, boolean whole) {}

    /** Everything that the judge needs of these targets of one subscription. */
    public SettingFacts facts(String account, Sinks sinks, List<ResourceRef> targets, Offers offers) {
        return facts(account, sinks, targets, offers, LIMIT);
    }

    /**
     * The same for who is in a hurry.
     *
     * @param limit after which the targets that were not read yet are given up, each as not readable; half of it more is
     *     needed for where they send to
     */
    public SettingFacts facts(String account, Sinks sinks, List<ResourceRef> targets, Offers offers, Duration limit) {
        List<Logged> seen = sideBySide(
                targets, limit, t -> logged(t, offers), t -> new Logged(t, List.of(), false, List.of(), LATE));
        Duration part = limit.dividedBy(PART);
        Set<String> named = new HashSet<>();
        seen.forEach(l -> l.settings().forEach(s -> named.addAll(s.destinations())));
        Map<String, DestinationSeen> looked = new TreeMap<>();
        sideBySide(
                        List.copyOf(named),
                        part,
                        d -> Map.entry(d, destinations.lookFrom(account, sinks.all(), d)),
                        d -> Map.entry(d, Destinations.unread(LATE.why())))
                .forEach(e -> looked.put(e.getKey(), e.getValue()));
        if (targets.stream().noneMatch(SettingLook::canHoldLogs)) {
            return new SettingFacts(sinks, seen, looked, Set.of());
        }
        List<Fed> fed = sideBySide(List.copyOf(sinks.ids()), part, this::fed, s -> fedUnread(s, LATE));
        Set<String> feeds = new HashSet<>();
        fed.forEach(f -> feeds.addAll(f.places()));
        List<Logged> told = fed.stream()
                .flatMap(f -> Stream.ofNullable(f.unreadable()))
                .findFirst()
                .map(failure -> seen.stream().map(l -> without(l, failure)).toList())
                .orElse(seen);
        return new SettingFacts(sinks, told, looked, feeds);
    }

    private static boolean canHoldLogs(ResourceRef target) {
        return CAN_HOLD_LOGS.contains(target.kind());
    }

    private static Logged without(Logged seen, Failure unread) {
        return canHoldLogs(seen.target()) && seen.unreadable() == null
                ? new Logged(seen.target(), List.of(), false, List.of(), unread)
                : seen;
    }

    /** What one of our own places for logs itself logs into, or why that could not be read. */
    private record Fed(Set<String> places, @Nullable Failure unreadable) {}

    /** Of a storage account it is the Guard's to ask. */
    private Fed fed(String sink) {
        String owner = Sinks.owner(sink);
        ArmId id = ArmId.read(owner);
        if (id == null || id.type().equals(AzureType.STORAGE_ACCOUNT)) {
            return new Fed(Set.of(), null);
        }
        try {
            return new Fed(
                    calls.settings(id.at("", Map.of())).stream()
                            .flatMap(s -> s.destinations().stream())
                            .map(Sinks::owner)
                            .collect(Collectors.toSet()),
                    null);
        } catch (RuntimeException e) {
            return fedUnread(owner, new AzureFailures().read(e));
        }
    }

    private static Fed fedUnread(String owner, Failure failure) {
        String why = "whether %s logs into it, which would close a ring, could not be read: %s"
                .formatted(owner, failure.why());
        return new Fed(Set.of(), new Failure(failure.kind(), why));
    }

    /** Each asks for a value and never fails, so that what brings none was late. */
    private static <A, B> List<B> sideBySide(List<A> asked, Duration limit, Function<A, B> ask, Function<A, B> late) {
        Semaphore places = new Semaphore(SIDE_BY_SIDE);
        Map<A, B> answers = new ConcurrentHashMap<>();
        List<SideBySide.Question<B>> questions = new ArrayList<>();
        for (A one : asked) {
            questions.add(new SideBySide.Question<>(String.valueOf(one), () -> {
                places.acquire();
                try {
                    B answer = ask.apply(one);
                    answers.put(one, answer);
                    return answer;
                } finally {
                    places.release();
                }
            }));
        }
        // In another order each time, so that who comes again gets to those that were late before.
        Collections.shuffle(questions);
        SideBySide.ask(questions, limit, new AzureFailures());
        List<B> all = new ArrayList<>();
        for (A one : asked) {
            B answer = answers.get(one);
            all.add(answer == null ? late.apply(one) : answer);
        }
        return all;
    }

    private Logged logged(ResourceRef target, Offers offers) {
        if (!SettingJudge.isAsked(api, target)) {
            return new Logged(target, List.of(), false, List.of(), null);
        }
        try {
            Offer offer = offers.of(target, calls);
            return offer.wanted().isEmpty()
                    ? new Logged(target, List.of(), offer.whole(), List.of(), null)
                    : new Logged(target, offer.wanted(), offer.whole(), calls.settings(target), null);
        } catch (GrantMissing e) {
            return new Logged(target, List.of(), false, List.of(), unread(e.failure()), true);
        } catch (RuntimeException e) {
            return new Logged(target, List.of(), false, List.of(), unread(new AzureFailures().read(e)));
        }
    }

    private static Failure unread(Failure failure) {
        return new Failure(failure.kind(), "its diagnostic settings could not be read: " + failure.why());
    }
}
