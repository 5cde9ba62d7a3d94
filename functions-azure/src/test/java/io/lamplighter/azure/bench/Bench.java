package io.lamplighter.azure.bench;

import io.lamplighter.bench.BenchCommand;

/** What a response costs on Azure: calls, time, memory and size, each beside what it is meant to be. */
public final class Bench {
    private Bench() {}

    /** Measures and ends the process. */
    public static void main(String[] args) {
        System.exit(BenchCommand.run(new MeasuredAzure(), args));
    }
}
