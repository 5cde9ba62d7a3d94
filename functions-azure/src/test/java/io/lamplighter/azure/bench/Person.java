package io.lamplighter.azure.bench;

import io.lamplighter.bench.Command;
import java.util.Map;

/** A person at the command line, on the packaged jars and against the local fakes. */
public final class Person {
    private Person() {}

    /** Gives one command. */
    public static Command lamplighter(Map<String, String> environment, String... arguments) {
        return typing("", environment, arguments);
    }

    /** Gives one command, and this as its standard input. */
    public static Command typing(String typed, Map<String, String> environment, String... arguments) {
        return Command.java(typed, Packaged.classpath(), "io.lamplighter.azure.cli.Main", environment, arguments);
    }
}
