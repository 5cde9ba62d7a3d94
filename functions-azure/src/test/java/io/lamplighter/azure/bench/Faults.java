package io.lamplighter.azure.bench;

import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.events.Failure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What goes wrong before a request reaches what it asks for. */
final class Faults implements ArmRules {
    /** Stands for never an answer. */
    static final ArmAnswer SILENCE = ArmAnswer.empty(0);

    private static final Map<Failure.Kind, ArmAnswer> REFUSALS = Map.of(
            Failure.Kind.DENIED, ArmAnswer.error(403, "AuthorizationFailed", "as told"),
            Failure.Kind.THROTTLED, throttled(0));

    private final Set<String> denied = new HashSet<>();
    private final Map<String, Deque<ArmAnswer>> told = new HashMap<>();
    private final Map<String, Runnable> meanwhile = new HashMap<>();
    private final Set<String> losing = new HashSet<>();
    private Failure.@Nullable Kind refusingReads;
    private boolean wrote;

    void clear() {
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

    /** Whether what was carried out is never heard of. */
    boolean loses(ArmCall call) {
        return losing.remove(key(call.action()));
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
    public @Nullable ArmAnswer answer(ArmCall call) {
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
