package io.lamplighter.aws.function;

/** Fails an invocation that no queue stands behind, so that Lambda repeats it or hands it to its failure destination. */
final class ComeAgain extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ComeAgain(String why) {
        super(why, null, false, false);
    }
}
