package io.lamplighter.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One call as it went out.
 *
 * @param permission the cloud permission that it takes, {@code ec2:CreateFlowLogs}
 * @param request what was sent, by the call's own parameter names, in JSON's own types
 */
public record SentCall(String permission, Map<String, Object> request) {
    /** The same call less some of its parameters. */
    SentCall without(Set<String> parameters) {
        Map<String, Object> rest = new LinkedHashMap<>(request);
        rest.keySet().removeAll(parameters);
        return new SentCall(permission, rest);
    }

    /** Whether a parameter, or a part of one, is this text. */
    public boolean names(String text) {
        return holds(request, text);
    }

    private static boolean holds(Object value, String text) {
        return switch (value) {
            case Map<?, ?> map -> map.values().stream().anyMatch(v -> holds(v, text));
            case Iterable<?> list -> {
                for (Object one : list) {
                    if (holds(one, text)) {
                        yield true;
                    }
                }
                yield false;
            }
            default -> value.equals(text);
        };
    }
}
