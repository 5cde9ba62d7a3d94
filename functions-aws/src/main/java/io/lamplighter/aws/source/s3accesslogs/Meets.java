package io.lamplighter.aws.source.s3accesslogs;

/** Whether a part of a policy meets a request, where some parts cannot be told. */
enum Meets {
    NO,
    UNSURE,
    YES;

    static Meets of(boolean meets) {
        return meets ? YES : NO;
    }

    /** Both have to. */
    Meets and(Meets other) {
        return compareTo(other) < 0 ? this : other;
    }

    /** One is enough. */
    Meets or(Meets other) {
        return compareTo(other) > 0 ? this : other;
    }
}
