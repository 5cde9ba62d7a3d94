package io.lamplighter.azure.function;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import org.jspecify.annotations.Nullable;

/**
 * Gives the host its functions: without it the Java worker makes a new one for each invocation, and none would be warm.
 *
 * <p>Found as a service: https://learn.microsoft.com/azure/azure-functions/functions-reference-java#dependency-injection
 */
public final class Functions implements FunctionInstanceInjector {
    private static @Nullable Running running;

    /** Made at the first function; a wrong setting fails this one and each that follows with its sentence. */
    private static synchronized Running running() {
        if (running == null) {
            running = Running.in(System.getenv());
        }
        return running;
    }

    @Override
    public <T> T getInstance(Class<T> function) {
        return running().function(function);
    }
}
