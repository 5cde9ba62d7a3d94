package io.lamplighter.aws.bench;

import io.lamplighter.bench.Command;
import java.util.Map;

/** A person at the command line, out of the packaged jar and against an emulator. */
public final class Person {
    private Person() {}

    /** Their environment, with credentials that only an emulator takes. */
    public static Map<String, String> environment(String endpoint) {
        return Map.of(
                "AWS_ENDPOINT_URL", endpoint,
                "AWS_REGION", Moto.REGION,
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_EC2_METADATA_DISABLED", "true",
                "COLUMNS", "118");
    }

    /** Gives one command. */
    public static Command lamplighter(Map<String, String> environment, String... arguments) {
        return typing("", environment, arguments);
    }

    /** Gives one command, and this as its standard input. */
    public static Command typing(String typed, Map<String, String> environment, String... arguments) {
        return Command.java(typed, Packaged.jar().toString(), "io.lamplighter.aws.cli.Main", environment, arguments);
    }
}
