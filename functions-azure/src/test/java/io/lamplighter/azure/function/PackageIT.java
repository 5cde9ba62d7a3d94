package io.lamplighter.azure.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the package as the Functions host does. */
class PackageIT {
    private static final Path FOLDER =
            Path.of(System.getProperty("lamplighter.root", ".."), "functions-azure/target/azure-functions/lamplighter");

    /**
     * What each binding has to have: https://learn.microsoft.com/azure/azure-functions/functions-triggers-bindings and the
     * page of each type.
     */
    private static final Map<String, Set<String>> REQUIRED = Map.of(
            "eventGridTrigger", Set.of("name"),
            "eventHubTrigger", Set.of("name", "eventHubName", "connection", "cardinality", "consumerGroup"),
            "queueTrigger", Set.of("name", "queueName", "connection"),
            "timerTrigger", Set.of("name", "schedule"),
            "httpTrigger", Set.of("name", "route", "methods", "authLevel"),
            "queue", Set.of("name", "queueName", "connection"),
            "http", Set.of("name"));

    /** https://learn.microsoft.com/rest/api/storageservices/naming-queues-and-metadata */
    private static final Pattern QUEUE = Pattern.compile("(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

    private static List<Path> functions() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.filter(f -> Files.exists(f.resolve("function.json")))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode description(Path function) throws IOException {
        return Json.read(Files.readString(function.resolve("function.json")));
    }

    private static URLClassLoader jars() throws IOException {
        List<URL> urls = new ArrayList<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path jar : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
                urls.add(jar.toUri().toURL());
            }
        }
        // What the Java worker brings itself, and the package must not.
        for (Class<?> brought : List.of(ExecutionContext.class, FunctionInstanceInjector.class)) {
            urls.add(brought.getProtectionDomain().getCodeSource().getLocation());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static int bound(JsonNode description) {
        int bound = 0;
        for (JsonNode binding : description.path("bindings")) {
            bound += binding.path("name").asText().equals("$return") ? 0 : 1;
        }
        return bound;
    }

    @Test
    void functions_areTheSixTriggers() throws IOException {
        assertThat(functions().stream().map(f -> f.getFileName().toString()))
                .containsExactly(
                        "harden-http",
                        "harden-timer",
                        "respond-event-grid",
                        "respond-event-hub",
                        "respond-http",
                        "respond-queue");
    }

    @Test
    void functions_haveTheirJarTheirMethodAndItsParameters() throws Exception {
        try (URLClassLoader jars = jars()) {
            for (Path function : functions()) {
                JsonNode description = description(function);
                assertThat(function.resolve(description.path("scriptFile").asText()))
                        .exists();
                String entry = description.path("entryPoint").asText();
                Class<?> type = jars.loadClass(entry.substring(0, entry.lastIndexOf('.')));
                assertThat(Arrays.stream(type.getMethods())
                                .filter(m -> entry.endsWith("." + m.getName()))
                                .filter(m -> Arrays.stream(m.getAnnotations())
                                        .anyMatch(a ->
                                                a.annotationType().getName().equals(FunctionName.class.getName()))))
                        .as(entry)
                        .singleElement()
                        .satisfies(m -> assertThat(m.getParameterCount()).isGreaterThanOrEqualTo(bound(description)));
            }
        }
    }

    @Test
    void bindings_haveWhatTheirTypeRequires() throws IOException {
        for (Path function : functions()) {
            int triggers = 0;
            for (JsonNode binding : description(function).path("bindings")) {
                String type = binding.path("type").asText();
                assertThat(REQUIRED).as(function.toString()).containsKey(type);
                Set<String> there = new TreeSet<>();
                binding.properties().forEach(p -> {
                    if (!p.getValue().asText().isEmpty() || p.getValue().size() > 0) {
                        there.add(p.getKey());
                    }
                });
                assertThat(there).as(function + " " + type).containsAll(REQUIRED.getOrDefault(type, Set.of()));
                triggers += type.endsWith("Trigger") ? 1 : 0;
                assertThat(binding.path("direction").asText()).isEqualTo(type.endsWith("Trigger") ? "in" : "out");
                if (binding.has("queueName")) {
                    assertThat(binding.path("queueName").asText()).matches(QUEUE);
                }
                if (type.equals("httpTrigger")) {
                    assertThat(binding.path("authLevel").asText())
                            .as("nobody gets in without a key")
                            .isEqualToIgnoringCase("function");
                }
            }
            assertThat(triggers).as(function.toString()).isEqualTo(1);
        }
    }

    /** A queue and Event Grid send again by themselves, who posts is told; a hub's checkpoint and a timer do not wait. */
    @Test
    void functions_whoseTriggerDoesNotComeAgain_areTriedAgainByTheHost() throws IOException {
        for (Path function : functions()) {
            JsonNode description = description(function);
            JsonNode retry = description.path("retry");
            switch (function.getFileName().toString()) {
                case "respond-event-hub" -> {
                    assertThat(retry.path("strategy").asText()).isEqualTo("exponentialBackoff");
                    assertThat(retry.path("maxRetryCount").asInt()).isEqualTo(-1);
                    assertThat(seconds(retry.path("minimumInterval").asText())).isPositive();
                    assertThat(seconds(retry.path("maximumInterval").asText())).isLessThanOrEqualTo(300);
                }
                case "harden-timer" ->
                    assertThat(retry.path("maxRetryCount").asInt()).isEqualTo(3);
                default ->
                    assertThat(retry.isMissingNode()).as(function.toString()).isTrue();
            }
        }
    }

    @Test
    void host_isOfVersionTwoWithTheBundleAndKeepsPoison() throws IOException {
        JsonNode host = Json.read(Files.readString(FOLDER.resolve("host.json")));

        assertThat(host.path("version").asText()).isEqualTo("2.0");
        assertThat(host.at("/extensionBundle/id").asText()).isEqualTo("Microsoft.Azure.Functions.ExtensionBundle");
        assertThat(host.at("/extensionBundle/version").asText()).startsWith("[4.");
        assertThat(host.at("/functionTimeout").asText())
                .as("more than Running.PATIENCE")
                .isEqualTo("00:05:00");
        assertThat(host.at("/extensions/queues/maxDequeueCount").asInt()
                        * seconds(
                                host.at("/extensions/queues/visibilityTimeout").asText()))
                .as("a delivery that died holds its lease for six minutes")
                .isGreaterThan(6 * 60);
        assertThat(host.at("/extensions/queues/messageEncoding").asText())
                .as("LongTexts counts on it")
                .isEqualTo("base64");
    }

    private static int seconds(String time) {
        Matcher parts = Pattern.compile("(\\d\\d):(\\d\\d):(\\d\\d)").matcher(time);
        assertThat(parts.matches()).isTrue();
        return Integer.parseInt(parts.group(1)) * 3600
                + Integer.parseInt(parts.group(2)) * 60
                + Integer.parseInt(parts.group(3));
    }

    @Test
    void package_holdsNoLocalSettingsAndJavaTwentyOne() throws IOException {
        assertThat(FOLDER.resolve("local.settings.json")).doesNotExist();
        try (Stream<Path> files = Files.list(FOLDER)) {
            Path ours =
                    files.filter(f -> f.toString().endsWith(".jar")).findFirst().orElseThrow();
            try (JarFile jar = new JarFile(ours.toFile())) {
                var entry = jar.getEntry("io/lamplighter/azure/function/Running.class");
                byte[] head = jar.getInputStream(entry).readNBytes(8);
                assertThat((int) head[7])
                        .as("the class file version of Java 21")
                        .isEqualTo(65);
                assertThat(jar.getEntry(
                                "META-INF/services/com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector"))
                        .isNotNull();
            }
        }
    }
}
