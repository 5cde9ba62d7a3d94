package io.lamplighter.aws.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A virtual environment in the build folder with pinned packages, made once and by one process at a time.
 *
 * @param folder where it is
 */
public record PythonEnvironment(Path folder) {
    private static final int NEWEST = 14;
    private static final long PATIENCE_MINUTES = 10;

    /** A program of this environment. */
    public Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /**
     * The environment of this name, installed if it is not there.
     *
     * @param oldest the oldest minor version of Python 3 that will do
     * @throws IllegalStateException with one sentence, if there is no such Python or the packages cannot be had
     */
    public static PythonEnvironment of(String name, int oldest, List<String> packages) {
        Path folder = emulators().resolve(name);
        Path whole = folder.resolve("installed");
        try {
            Files.createDirectories(folder.getParent());
            try (FileChannel file = FileChannel.open(
                            folder.resolveSibling(name + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock held = file.lock()) {
                if (!Files.exists(whole) && held.isValid()) {
                    install(folder, oldest, packages);
                    Files.createFile(whole);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the emulator's folder %s cannot be written".formatted(folder), e);
        }
        return new PythonEnvironment(folder);
    }

    /** Where the emulators are kept. */
    public static Path emulators() {
        return Path.of(System.getProperty("lamplighter.root", "."))
                .toAbsolutePath()
                .resolve("target/emulators");
    }

    /** The first Python 3 on this machine that is at least as new, or null. */
    public static @Nullable String python(int oldest) {
        List<String> candidates = new ArrayList<>();
        for (int minor = NEWEST; minor >= oldest; minor--) {
            candidates.add("python3." + minor);
        }
        candidates.add("python3");
        candidates.addAll(versionsOfPyenv());
        return candidates.stream().filter(c -> minorOf(c) >= oldest).findFirst().orElse(null);
    }

    private static List<String> versionsOfPyenv() {
        String root = System.getenv().getOrDefault("PYENV_ROOT", System.getProperty("user.home") + "/.pyenv");
        try (Stream<Path> versions = Files.list(Path.of(root, "versions"))) {
            return versions.map(v -> v.resolve("bin/python3").toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static int minorOf(String python) {
        try {
            Process asked = new ProcessBuilder(python, "-c", "import sys, venv; print(sys.version_info[1])")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer =
                    new String(asked.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
            return asked.waitFor() == 0 ? Integer.parseInt(answer) : -1;
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static void install(Path folder, int oldest, List<String> packages) throws IOException {
        String python = python(oldest);
        if (python == null) {
            throw new IllegalStateException(
                    "the local AWS emulator needs Python 3.%d or later with its venv module: install it and run again"
                            .formatted(oldest));
        }
        Path log = folder.resolveSibling(folder.getFileName() + ".log");
        run(log, List.of(python, "-m", "venv", "--clear", folder.toString()));
        List<String> pip =
                new ArrayList<>(List.of(folder.resolve("bin/python").toString(), "-m", "pip", "install", "--quiet"));
        pip.addAll(packages);
        run(log, pip);
    }

    private static void run(Path log, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("the local AWS emulator could not be installed: see %s".formatted(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while the emulator was being installed", e);
        }
    }
}
