package io.lamplighter.shell;

/** What a command line tells its caller; a script may rely on the numbers. */
public enum ExitCode {
    /** Done; what a rule refused was refused. */
    DONE(0),
    /** Something failed, could not be recorded, or is not to be undone; the output says what. */
    FAILED(1),
    /** The command cannot be carried out as it was given. */
    USAGE(2),
    /** An event was rejected; all others were taken. */
    REJECTED(3);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The process's exit code. */
    public int number() {
        return number;
    }

    /** The worse of two: a failure before a rejection before nothing. */
    ExitCode and(ExitCode other) {
        if (this == DONE || other == FAILED) {
            return other;
        }
        return this;
    }
}
