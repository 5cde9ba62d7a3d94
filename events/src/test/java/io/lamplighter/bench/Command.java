package io.lamplighter.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One command as a person would give it, in a process of its own that inherits no cloud setting.
 *
 * @param out what it said
 * @param err what it said beside that
 */
public record Command(int exit, String out, String err) {
    /** A program of ours by its main class, on this JDK and quick to start. */
    public static Command java(String classpath, String main, Map<String, String> environment, String... arguments) {
        return java("", classpath, main, environment, arguments);
    }

    /** The same with this for its standard input. */
    public static Command java(
            String typed, String classpath, String main, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classpath,
                main));
        command.addAll(List.of(arguments));
        return run(typed, Path.of("").toAbsolutePath(), environment, command);
    }

    /** Any program, to its end. */
    public static Command run(Path folder, Map<String, String> environment, List<String> command) {
        return run("", folder, environment, command);
    }

    private static Command run(String typed, Path folder, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment()
                .keySet()
                .removeIf(n -> Emulator.SETTINGS.matcher(n).lookingAt());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(typed.getBytes(StandardCharsets.UTF_8));
            }
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            String out = text(process.getInputStream());
            return new Command(process.waitFor(), out, err.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
