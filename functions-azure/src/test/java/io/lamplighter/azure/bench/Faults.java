package io.lamplighter.azure.bench;

import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.events.Failure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** What goes wrong before a request reaches what it asks for. */
public final class Faults implements ArmRules {
    /** Stands for never an answer. */
    static final ArmAnswer SILENCE = ArmAnswer.empty(0);

    /** Stands for a connection that breaks. */
    static final ArmAnswer BREAK = ArmAnswer.empty(-1);

    private static final Map<Failure.Kind, ArmAnswer> REFUSALS = Map.of(
            Failure.Kind.DENIED, ArmAnswer.error(403, "AuthorizationFailed", "as told"),
            Failure.Kind.THROTTLED, throttled(0));

    private final Set<String> denied = new HashSet<>();
    private final Map<String, Deque<ArmAnswer>> told = new HashMap<>();
    private final Map<String, Runnable> meanwhile = new HashMap<>();
    private final Set<String> losing = new HashSet<>();
    private final List<Lasting> lasting = new ArrayList<>();
    private final List<Lasting> first = new ArrayList<>();
    private final Set<String> broken = new HashSet<>();
    private CountDownLatch healed = new CountDownLatch(1);
    private Failure.@Nullable Kind refusingReads;
    private boolean wrote;

    /** What goes wrong with such requests until it is healed; {@code carriedOut} is whether only the answer does. */
    private record Lasting(String action, String within, boolean carriedOut, ArmAnswer answer, Runnable came) {
        boolean is(ArmCall call, boolean after) {
            return after == carriedOut
                    && action.equals(key(call.action()))
                    && call.path().text().contains(within);
        }
    }

    /** From now on each such request to an id that has this in it is refused so. */
    public synchronized void refuses(String action, String within, int status, String code) {
        ArmAnswer answer = status == 429 ? throttled(0) : ArmAnswer.error(status, code, "as told");
        lasting.add(new Lasting(key(action), within, false, answer, () -> {}));
    }

    /** From now on each is carried out and its connection breaks. */
    public synchronized void breaksAfter(String action, String within) {
        lasting.add(new Lasting(key(action), within, true, BREAK, () -> {}));
    }

    /** The first such request to each id is carried out and its connection breaks, whatever else goes wrong with such. */
    public synchronized void breaksFirstAfter(String action, String within) {
        first.add(new Lasting(key(action), within, true, BREAK, () -> {}));
    }

    /** From now on none is answered; first this happens when one has come, or been carried out. */
    public synchronized void hangs(String action, boolean carriedOut, Runnable first) {
        lasting.add(new Lasting(key(action), "", carriedOut, SILENCE, first));
    }

    /** Nothing lasts, and what hangs lets go. */
    public synchronized void heal() {
        lasting.clear();
        first.clear();
        broken.clear();
        losing.clear();
        healed.countDown();
        healed = new CountDownLatch(1);
    }

    synchronized CountDownLatch healing() {
        return healed;
    }

    private boolean isFirst(ArmCall call) {
        return !broken.contains(call.path().text()) && first.stream().anyMatch(f -> f.is(call, true));
    }

    /** What is heard instead of this answer. */
    synchronized ArmAnswer heard(ArmCall call, ArmAnswer answer) {
        if (losing.remove(key(call.action()))
                || (isFirst(call) && broken.add(call.path().text()))) {
            return BREAK;
        }
        return lasting.stream()
                .filter(l -> answer.status() < 300 && l.is(call, true))
                .findFirst()
                .map(l -> {
                    l.came.run();
                    return l.answer;
                })
                .orElse(answer);
    }

    void clear() {
        heal();
        denied.clear();
        told.clear();
        meanwhile.clear();
        losing.clear();
        refusingReads = null;
    }

    void deny(String action, boolean denies) {
        if (denies) {
            denied.add(key(action));
        } else {
            denied.remove(key(action));
        }
    }

    /**
     * Whether the identity may read a type of which it was told nothing: the types that we work with, since our roles have
     * no others, unless it was denied.
     */
    boolean reads(String type) {
        boolean ours = !AzureType.spelt(type).equals(type) || type.startsWith("microsoft.authorization/");
        return ours && !denied.contains(type + "/read");
    }

    void tell(String action, ArmAnswer answer) {
        told.computeIfAbsent(key(action), k -> new ArrayDeque<>()).add(answer);
    }

    void meanwhile(String action, Runnable others) {
        meanwhile.put(key(action), others);
    }

    void lose(String action) {
        losing.add(key(action));
    }

    void refuseReadsAfterAWrite(Failure.@Nullable Kind kind) {
        refusingReads = kind;
        wrote = false;
    }

    /** https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling */
    static ArmAnswer throttled(int seconds) {
        ArmAnswer answer = ArmAnswer.error(429, "TooManyRequests", "The request is being throttled.");
        return new ArmAnswer(429, Map.of("Retry-After", String.valueOf(seconds)), answer.body());
    }

    private static String key(String action) {
        return action.toLowerCase(Locale.ROOT);
    }

    @Override
    public synchronized @Nullable ArmAnswer answer(ArmCall call) {
        if (!isFirst(call)) {
            for (Lasting one : lasting) {
                if (one.is(call, false)) {
                    one.came.run();
                    return one.answer;
                }
            }
        }
        Runnable others = meanwhile.remove(key(call.action()));
        if (others != null) {
            others.run();
        }
        Deque<ArmAnswer> next = told.get(key(call.action()));
        if (next != null && !next.isEmpty()) {
            return next.remove();
        }
        if (refusingReads != null && wrote && call.reads()) {
            return REFUSALS.get(refusingReads);
        }
        wrote |= !call.reads();
        if (denied.contains(key(call.action()))) {
            // https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
            return ArmAnswer.error(
                    403,
                    "AuthorizationFailed",
                    "The client does not have authorization to perform action '%s' over scope '%s'."
                            .formatted(call.action(), call.path().text()));
        }
        return call.query().containsKey("api-version")
                ? null
                : ArmAnswer.error(
                        400,
                        "MissingApiVersionParameter",
                        "The api-version query parameter (?api-version=) is required.");
    }
}
