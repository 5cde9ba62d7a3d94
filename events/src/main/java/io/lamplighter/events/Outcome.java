package io.lamplighter.events;

import java.util.List;
import java.util.Map;

/** How one source ended for some targets; every target ends in one. */
public sealed interface Outcome {
    /** The log source's id, or {@code scope} where none was reached. */
    String source();

    /** What it is about. */
    List<ResourceRef> targets();

    /** It was lit before we came; nothing was changed. */
    record AlreadyOn(String source, List<ResourceRef> targets, String evidence) implements Outcome {
        public AlreadyOn {
            targets = List.copyOf(targets);
        }
    }

    /** What would be sent, were we allowed to act. */
    record Proposed(
            String source, List<ResourceRef> targets, String action, Map<String, Object> request, LogLocation logs)
            implements Outcome {
        public Proposed {
            targets = List.copyOf(targets);
        }
    }

    /** We lit it, and read it back. */
    record TurnedOn(String source, List<ResourceRef> targets, String stepId, String evidence, LogLocation logs)
            implements Outcome {
        public TurnedOn {
            targets = List.copyOf(targets);
        }
    }

    /** A rule forbids it, whoever asks. */
    record Refused(String source, List<ResourceRef> targets, String rule, String why) implements Outcome {
        public Refused {
            targets = List.copyOf(targets);
        }
    }

    /** It did not work. */
    record Failed(String source, List<ResourceRef> targets, Failure failure) implements Outcome {
        public Failed {
            targets = List.copyOf(targets);
        }
    }
}
