package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import io.lamplighter.shell.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Stands in for the Functions host and its Java worker, neither of which can be had here: reads the package's own {@code
 * function.json} files, takes each function from the injector that the package names as a service, binds what the trigger
 * and the outputs need, and invokes it.
 *
 * <p>It runs in a JVM of its own with the package's jars. A line in is {@code {"function", "event"}}, the event a text, or a
 * list of texts for an event hub; for HTTP {@code {"method", "headers", "body"}}. A line out is {@code {"outputs": {…},
 * "return": …, "failed": …}}. Shapes: https://learn.microsoft.com/azure/azure-functions/functions-reference-java
 */
public final class FunctionHost {
    private FunctionHost() {}

    /**
     * Serves until the input ends.
     *
     * @param args the package's folder
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        FunctionInstanceInjector injector =
                ServiceLoader.load(FunctionInstanceInjector.class).findFirst().orElseGet(Plain::new);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonNode call = Json.read(line);
            Path description = folder.resolve(call.path("function").asText()).resolve("function.json");
            out.println(Json.write(invoke(injector, Json.read(Files.readString(description)), call.path("event"))));
        }
        // A client's thread may still be there.
        System.exit(0);
    }

    /** What the worker does where a package names no injector. */
    private static final class Plain implements FunctionInstanceInjector {
        private final Map<Class<?>, Object> made = new HashMap<>();

        @Override
        public <T> T getInstance(Class<T> type) throws Exception {
            Object instance = made.get(type);
            if (instance == null) {
                instance = type.getConstructor().newInstance();
                made.put(type, instance);
            }
            return type.cast(instance);
        }
    }

    private static Map<String, Object> invoke(FunctionInstanceInjector injector, JsonNode description, JsonNode event) {
        String entry = description.path("entryPoint").asText();
        int dot = entry.lastIndexOf('.');
        Map<String, Object> answer = new LinkedHashMap<>();
        Map<String, Bindings.Output> outputs = new LinkedHashMap<>();
        try {
            Class<?> type = Class.forName(entry.substring(0, dot));
            Method method = Arrays.stream(type.getMethods())
                    .filter(m -> m.getName().equals(entry.substring(dot + 1)))
                    .findFirst()
                    .orElseThrow();
            List<Object> arguments = new ArrayList<>();
            for (JsonNode binding : description.path("bindings")) {
                Object bound = Bindings.bind(binding, event, outputs);
                if (bound != null) {
                    arguments.add(bound);
                }
            }
            if (method.getParameterCount() > arguments.size()) {
                arguments.add(new Bindings.Invocation("invocation-1", type.getSimpleName()));
            }
            Object returned = method.invoke(injector.getInstance(type), arguments.toArray());
            if (returned instanceof Bindings.Answer http) {
                answer.put("return", http.shown());
            }
        } catch (InvocationTargetException e) {
            answer.put("failed", String.valueOf(e.getCause()));
        } catch (Exception e) {
            answer.put("failed", String.valueOf(e));
        }
        outputs.forEach((name, output) -> answer.put(name, output.getValue()));
        return answer;
    }
}
