package io.lamplighter.events;

/** What became of an undo. */
public sealed interface Restoration {
    /** One sentence for a person. */
    String what();

    /** What an undo would do; nothing was changed. */
    record Proposed(String what) implements Restoration {}

    /** What was there before is there again, read back. */
    record Restored(String what) implements Restoration {}

    /** Somebody else put it back or removed the resource; there was nothing to do. */
    record NothingLeft(String what) implements Restoration {}

    /** What is there now is not what we left: it is somebody else's, and stays. */
    record Refused(String what) implements Restoration {}

    /** A call failed; the entry can be undone again later. */
    record Failed(Failure failure) implements Restoration {
        @Override
        public String what() {
            return failure.why();
        }
    }
}
