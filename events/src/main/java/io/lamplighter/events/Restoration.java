package io.lamplighter.events;

import java.util.List;

/** What became of an undo. */
public sealed interface Restoration {
    /** One sentence for a person. */
    String what();

    /** The cloud's own ids of the calls that changed something, by which its audit log names them. */
    default List<String> requests() {
        return List.of();
    }

    /** What an undo would do; nothing was changed. */
    record Proposed(String what) implements Restoration {}

    /** What was there before is there again, read back. */
    record Restored(String what, List<String> requests) implements Restoration {
        public Restored {
            requests = List.copyOf(requests);
        }

        public Restored(String what) {
            this(what, List.of());
        }
    }

    /** Somebody else put it back or removed the resource; there was nothing to do. */
    record NothingLeft(String what) implements Restoration {}

    /** What is there now is not what we left: it is somebody else's, and stays; what was still ours may be undone. */
    record Refused(String what, List<String> requests) implements Restoration {
        public Refused {
            requests = List.copyOf(requests);
        }

        public Refused(String what) {
            this(what, List.of());
        }
    }

    /** A call failed, or what it did does not show; the entry can be undone again later. */
    record Failed(Failure failure, List<String> requests) implements Restoration {
        public Failed {
            requests = List.copyOf(requests);
        }

        public Failed(Failure failure) {
            this(failure, List.of());
        }

        @Override
        public String what() {
            return failure.why();
        }
    }
}
