package io.lamplighter.azure.function;

/** Fails an invocation, so that its trigger sends the event again, or keeps it where a person sees it. */
final class ComeAgain extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ComeAgain(String why) {
        super(why, null, false, false);
    }
}
