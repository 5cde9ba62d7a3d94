package io.lamplighter.aws.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The function as it is deployed: the zip, unpacked as Lambda does. */
public final class Packaged {
    private static final String NAME = "lamplighter-aws-lambda.zip";

    private Packaged() {}

    /** The module's build folder. */
    public static Path target() {
        String root = System.getProperty("lamplighter.root", "");
        Path module = root.isEmpty() ? Path.of("") : Path.of(root, "functions-aws");
        return module.resolve("target").toAbsolutePath();
    }

    /** The zip. */
    public static Path zip() {
        return target().resolve(NAME);
    }

    /** The command line's jar. */
    public static Path jar() {
        return target().resolve("lamplighter-aws.jar");
    }

    /** What the Java runtime would have on its class path, and AWS's runtime interface client, which it brings. */
    public static String classpath() {
        Path folder = target().resolve("unpacked");
        unpack(folder);
        return folder + File.pathSeparator + folder.resolve("lib") + "/*" + File.pathSeparator + runtimeClient();
    }

    /** The same by its jars alone, since an archive of class data takes no folder, and the jar that holds one class more. */
    static String jars(Class<?> more) {
        Path folder = target().resolve("unpacked");
        unpack(folder);
        String holding =
                more.getProtectionDomain().getCodeSource().getLocation().getPath();
        return String.join(
                File.pathSeparator, folder.resolve("lib/lamplighter-aws.jar").toString(), holding, runtimeClient());
    }

    private static String runtimeClient() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(j -> j.contains("aws-lambda-java-"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void unpack(Path folder) {
        try (ZipFile zip = new ZipFile(zip().toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                Path file = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory() || !file.startsWith(folder) || fresh(file, entry)) {
                    continue;
                }
                Files.createDirectories(file.getParent() == null ? folder : file.getParent());
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the package is not built: run ./lamplighter verify", e);
        }
    }

    private static boolean fresh(Path file, ZipEntry entry) throws IOException {
        return Files.exists(file)
                && Files.size(file) == entry.getSize()
                && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(zip())) > 0;
    }
}
