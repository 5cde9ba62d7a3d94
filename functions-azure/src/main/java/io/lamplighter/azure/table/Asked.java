package io.lamplighter.azure.table;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.KnownFailure;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Failure.Kind;
import java.net.ConnectException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call to the table or to its container. The service says only that something is not there or not allowed: whoever works
 * with the central table is told what, and what to do.
 *
 * @param what table or container; both have the same name
 */
record Asked(String what, Settings settings) {
    private static final Set<String> NOT_THERE = Set.of("TableNotFound", "ContainerNotFound");

    <T> T of(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            Failure known = known(e);
            if (known == null) {
                throw e;
            }
            throw new KnownFailure(known, e);
        }
    }

    private @Nullable Failure known(RuntimeException thrown) {
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            switch (one) {
                // Who is not signed in is told so: it is not about the table.
                case ClientAuthenticationException e -> {
                    return null;
                }
                case HttpResponseException e -> {
                    return answered(e);
                }
                case ConnectException e -> {
                    return new Failure(
                            Kind.UNAVAILABLE,
                            "the storage account %s cannot be reached: check %s, and whether its firewall lets Lamplighter in"
                                    .formatted(settings.storageAccount(), Settings.STORAGE));
                }
                default -> {}
            }
        }
        return null;
    }

    private @Nullable Failure answered(HttpResponseException e) {
        if (NOT_THERE.contains(AzureFailures.code(e))) {
            return new Failure(
                    Kind.GONE,
                    "there is no %s %s in the storage account %s: deploy the stack there, or set %s or %s"
                            .formatted(
                                    what,
                                    settings.table(),
                                    settings.storageAccount(),
                                    Settings.TABLE,
                                    Settings.STORAGE));
        }
        Failure failure = new AzureFailures().read(e);
        return failure.kind() != Kind.DENIED
                ? null
                : new Failure(
                        Kind.DENIED,
                        "Lamplighter may not work with the %s %s in the storage account %s (%s): give its identity the role there, or set %s or %s"
                                .formatted(
                                        what,
                                        settings.table(),
                                        settings.storageAccount(),
                                        failure.why(),
                                        Settings.TABLE,
                                        Settings.STORAGE));
    }
}
