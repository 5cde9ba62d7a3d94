package io.lamplighter.azure.bench;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The function app as it is deployed. */
public final class Packaged {
    private Packaged() {}

    /** The module's build folder. */
    public static Path target() {
        String root = System.getProperty("lamplighter.root", "");
        Path module = root.isEmpty() ? Path.of("") : Path.of(root, "functions-azure");
        return module.resolve("target").toAbsolutePath();
    }

    /** The folder that is zipped and deployed. */
    public static Path folder() {
        return target().resolve("azure-functions/lamplighter");
    }

    /** Its jars: the command line's too. */
    public static String classpath() {
        return String.join(File.pathSeparator, jars());
    }

    /** The zip of it. */
    static Path zip() {
        return target().resolve("lamplighter-azure-functions.zip");
    }

    /** Its jars, what the Java worker brings, and the stand-in for the host. */
    public static String hostClasspath() {
        return hosted(jars());
    }

    /** The same less our own, for a function that is no part of it. */
    static String bareClasspath() {
        return hosted(jars().stream()
                .filter(j -> !Path.of(j).getFileName().toString().startsWith("functions-azure"))
                .toList());
    }

    private static String hosted(List<String> jars) {
        List<String> all = new ArrayList<>(jars);
        for (Class<?> one : List.of(ExecutionContext.class, FunctionInstanceInjector.class, FunctionHost.class)) {
            all.add(one.getProtectionDomain().getCodeSource().getLocation().getPath());
        }
        return String.join(File.pathSeparator, all);
    }

    private static List<String> jars() {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(f -> f.toString().endsWith(".jar"))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the package is not built: run ./lamplighter verify", e);
        }
    }
}
