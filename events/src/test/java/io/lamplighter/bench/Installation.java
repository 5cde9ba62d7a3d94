package io.lamplighter.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A folder below the build folder with a pinned emulator in it, filled once and by one process at a time. */
public final class Installation {
    private static final long PATIENCE_MINUTES = 10;

    private Installation() {}

    /** What fills the folder. */
    @FunctionalInterface
    public interface Filling {
        /** Fills it; throws if that did not work out. */
        void fill(Path folder, Path log) throws IOException;
    }

    /** Where the emulators are kept. */
    public static Path emulators() {
        return Path.of(System.getProperty("lamplighter.root", "."))
                .toAbsolutePath()
                .resolve("target/emulators");
    }

    /**
     * The folder of this name, filled if it was not.
     *
     * @throws IllegalStateException with one sentence, if it cannot be
     */
    public static Path of(String name, Filling filling) {
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
                    filling.fill(folder, folder.resolveSibling(name + ".log"));
                    Files.createFile(whole);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the emulator's folder %s cannot be written".formatted(folder), e);
        }
        return folder;
    }

    /**
     * Runs one command of an installation to its end.
     *
     * @throws IllegalStateException with one sentence, if it failed
     */
    public static void run(Path log, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("the local emulator could not be installed: see %s".formatted(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while the emulator was being installed", e);
        }
    }
}
