package io.lamplighter.aws.bench;

import io.lamplighter.bench.BenchCommand;

/** What a response costs on AWS: calls, time, memory and size, each beside what it is meant to be. */
public final class Bench {
    private Bench() {}

    /** Measures and ends the process. */
    public static void main(String[] args) {
        System.exit(BenchCommand.run(new MeasuredAws(), args));
    }
}
