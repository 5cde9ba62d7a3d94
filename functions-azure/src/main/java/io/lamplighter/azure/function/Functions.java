package io.lamplighter.azure.function;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;

/**
 * Gives the host its functions: without it the Java worker makes a new one for each invocation, and none would be warm.
 *
 * <p>Found as a service: https://learn.microsoft.com/azure/azure-functions/functions-reference-java#dependency-injection
 */
public final class Functions implements FunctionInstanceInjector {
    /** Made at the first function, so that a wrong setting is its failure and says so in the host's log. */
    private static final class Shared {
        static final Running RUNNING = Running.in(System.getenv());
    }

    @Override
    public <T> T getInstance(Class<T> function) {
        return Shared.RUNNING.function(function);
    }
}
