package io.lamplighter.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What one cloud brings to its benchmark. */
public interface Measured {
    /** Responds to each alert once, by the packaged function in a tenant that is made anew each time. */
    List<Recorded> record();

    /** An endpoint that names this cloud's calls. */
    Stub stub(Stub.Answers answers);

    /** Starts one of the two against it. */
    ChildFunction start(Contender contender, Stub stub, List<String> flags, Path log);

    /** The flags that the cloud's own runtime starts the JVM with, and a small function's memory. */
    List<String> flags();

    /** The ways to start that the cloud's runtime can have. */
    List<Way> ways();

    /** What has to lie between two alerts, since the product keeps to a rate of the cloud's. */
    Duration apart();

    /** What is deployed, and how many megabytes it is to be at most. */
    Path zip();

    double zipAim();

    /** The module's build folder. */
    Path target();

    /** The arguments by which the launcher shows this cloud's help. */
    List<String> help();

    /** Where a process writes what it says. */
    default Path log(String name) {
        return target().resolve("bench-" + name + ".log");
    }

    /** What is measured, and what it is measured against. */
    enum Contender {
        PRODUCT("respond"),
        BARE("bare");

        private final String word;

        Contender(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        String event(Recorded one) {
            return this == BARE ? one.bare() : one.message();
        }
    }

    /** A way to start: how its archive is made, how it is used, and since which JDK there is one. */
    record Way(String name, String making, String using, int since) {
        public static final Way PLAIN = new Way("plain", "", "", 0);
        public static final Way CLASS_DATA =
                new Way("class-data archive", "-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile=", 0);
        public static final Way AOT = new Way("AOT cache", "-XX:AOTCacheOutput=", "-XX:AOTCache=", 25);

        boolean archived() {
            return !making.isEmpty();
        }
    }
}
