package io.lamplighter.shell;

import io.lamplighter.events.Failure;
import io.lamplighter.events.FailureReader;

/** The cloud of another package: its verbs are in the help and the completion, and only its own package can run them. */
record Elsewhere(CloudWords words) implements Cloud {
    @Override
    public Explain explain() {
        throw elsewhere();
    }

    @Override
    public Session enter(String region) {
        throw elsewhere();
    }

    @Override
    public FailureReader failures() {
        return t -> new Failure(Failure.Kind.BUG, "unexpected " + t.getClass().getSimpleName());
    }

    private IllegalArgumentException elsewhere() {
        return new IllegalArgumentException("%s is not in this package: start it from a checkout, by ./lamplighter %s"
                .formatted(words.cloud(), words.cloud()));
    }
}
