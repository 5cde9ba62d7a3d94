package io.lamplighter.azure.clients;

import com.azure.core.http.HttpMethod;
import io.lamplighter.azure.clients.ArmJson.Answer;
import io.lamplighter.events.Accounts;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Grants;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The way into other subscriptions of the tenant: one identity reaches all that it has a role in, so that there is nothing
 * to assume, and only to be told whether it has.
 *
 * <p>https://learn.microsoft.com/rest/api/resources/subscriptions/get
 */
@Grants(read = "Microsoft.Resources/subscriptions/read")
public final class Subscriptions implements Accounts {
    private static final String VERSION = "2022-12-01";
    private static final int FORBIDDEN = 403;

    private final Clients clients;
    private final Map<String, Optional<Failure>> doors = new ConcurrentHashMap<>();

    Subscriptions(Clients clients) {
        this.clients = clients;
    }

    @Override
    public @Nullable Failure enter(String subscription) {
        if (subscription.equals(clients.home().subscription())) {
            return null;
        }
        Optional<Failure> known = doors.get(subscription);
        if (known == null) {
            known = Optional.ofNullable(ask(subscription));
            // What may pass is asked again.
            if (known.isEmpty() || !known.get().kind().retryable()) {
                doors.put(subscription, known);
            }
        }
        return known.orElse(null);
    }

    private @Nullable Failure ask(String subscription) {
        try {
            Answer answer = new ArmJson(clients).call(HttpMethod.GET, "/subscriptions/" + subscription, VERSION, null);
            if (shut(answer)) {
                return new Failure(Failure.Kind.DENIED, shut(subscription));
            }
            return answer.good() ? null : answer.failure();
        } catch (RuntimeException e) {
            return new AzureFailures().read(e);
        }
    }

    /** Whether it says that the subscription is not there for who asks: Azure does not tell the one from the other. */
    static boolean shut(Answer answer) {
        return answer.gone() || answer.status() == FORBIDDEN;
    }

    private static String shut(String subscription) {
        return "subscription %s cannot be worked in: give Lamplighter's identity its role there, or take the subscription out of the reach"
                .formatted(subscription);
    }
}
