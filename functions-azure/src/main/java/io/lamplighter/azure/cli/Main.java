package io.lamplighter.azure.cli;

import io.lamplighter.shell.Lamplighter;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Starts the command line; the launcher says by {@code lamplighter.terminal} whether a person looks. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        int exit = Lamplighter.run(
                new Azure(),
                System.in,
                writer(System.out),
                writer(System.err),
                Boolean.getBoolean("lamplighter.terminal"),
                args);
        System.exit(exit);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
