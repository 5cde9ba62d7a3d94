package io.lamplighter.aws.source.resolverquerylogs;

import org.jspecify.annotations.Nullable;

/** An association beside its configuration, which is null where the account cannot see it. */
record Seen(Association association, @Nullable Configuration configuration) {
    enum State {
        ON,
        BROKEN,
        GOING,
        UNKNOWN
    }

    /** Present is not good: both have to be well. */
    State state() {
        if (association.going()) {
            return State.GOING;
        }
        if (configuration == null) {
            return State.UNKNOWN;
        }
        return switch (association.status()) {
            case "ACTIVE", "CREATING" ->
                switch (configuration.status()) {
                    case "CREATED", "CREATING" -> State.ON;
                    case "FAILED" -> State.BROKEN;
                    case "DELETING" -> State.GOING;
                    default -> State.UNKNOWN;
                };
            case "ACTION_NEEDED", "FAILED" -> State.BROKEN;
            default -> State.UNKNOWN;
        };
    }

    /** Whether the service would refuse ours beside it; of what cannot be seen it may. */
    boolean inOurWay() {
        return configuration == null || configuration.toBucket();
    }

    /** One clause for a person. */
    String says() {
        if (configuration == null) {
            return "associated with %s, which this account cannot see; the association is %s"
                    .formatted(association.configuration(), association.says());
        }
        return "the association with %s to %s is %s%s"
                .formatted(
                        configuration.id(),
                        configuration.destination(),
                        association.says(),
                        configuration.healthy() ? "" : " and the configuration is " + configuration.status());
    }
}
