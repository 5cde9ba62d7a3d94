package io.lamplighter.aws.bench;

import io.lamplighter.bench.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A virtual environment in the build folder with pinned packages, made once and by one process at a time.
 *
 * @param folder where it is
 */
public record PythonEnvironment(Path folder) {
    private static final int NEWEST = 14;

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
        return new PythonEnvironment(Installation.of(name, (folder, log) -> install(folder, log, oldest, packages)));
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

    private static void install(Path folder, Path log, int oldest, List<String> packages) throws IOException {
        String python = python(oldest);
        if (python == null) {
            throw new IllegalStateException(
                    "the local AWS emulator needs Python 3.%d or later with its venv module: install it and run again"
                            .formatted(oldest));
        }
        Installation.run(log, List.of(python, "-m", "venv", "--clear", folder.toString()));
        List<String> pip =
                new ArrayList<>(List.of(folder.resolve("bin/python").toString(), "-m", "pip", "install", "--quiet"));
        pip.addAll(packages);
        Installation.run(log, pip);
    }
}
