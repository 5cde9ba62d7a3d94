package io.lamplighter.azure.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.identity.CredentialUnavailableException;
import io.lamplighter.events.Failure;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureFailuresTest {
    private final AzureFailures failures = new AzureFailures();

    @ParameterizedTest
    @CsvSource({
        "TooManyRequests, 429, THROTTLED",
        "InternalServerError, 500, UNAVAILABLE",
        "ServiceUnavailable, 503, UNAVAILABLE",
        "InvalidAuthenticationToken, 401, DENIED",
        "AuthorizationFailed, 403, DENIED",
        "ResourceNotFound, 404, GONE",
        "SubscriptionNotFound, 404, GONE",
        "AnotherOperationInProgress, 409, CONFLICT",
        "AnotherOperationInProgress, 429, CONFLICT",
        "PreconditionFailed, 412, CONFLICT",
        "Conflict, 409, INVALID",
        "QuotaExceeded, 409, LIMIT",
        "BadRequest, 400, INVALID",
    })
    void item_codeOfAnAnswer_isOfItsKind(String code, int status, Failure.Kind kind) {
        assertThat(AzureFailures.item(status, code, "said so")).isEqualTo(new Failure(kind, code + ": said so"));
    }

    @Test
    void read_noSignIn_saysWhatToDo() {
        Failure failure = failures.read(new CredentialUnavailableException("Azure CLI not installed\nand a page more"));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.DENIED);
        assertThat(failure.why()).contains("run az login", "managed identity").doesNotContain("page");
    }

    /** Who has signed in and was refused would look in the wrong place if told to sign in. */
    @Test
    void read_signInThatWasRefused_isWhatTheProviderSaid() {
        Failure failure = failures.read(
                new ClientAuthenticationException("AADSTS7000215: Invalid client secret provided.\nTrace: 1", null));

        assertThat(failure)
                .isEqualTo(new Failure(
                        Failure.Kind.DENIED,
                        "the sign-in was refused: AADSTS7000215: Invalid client secret provided."));
    }

    @Test
    void read_signInThatReachesNobody_isWorthARetry() {
        Failure failure = failures.read(new ClientAuthenticationException(
                "a page", null, new IOException(new UnknownHostException("login.example"))));

        assertThat(failure)
                .isEqualTo(new Failure(Failure.Kind.UNAVAILABLE, "the sign-in did not come through: login.example"));
    }

    @Test
    void read_brokenConnectionOrTime_isOfItsKind() {
        assertThat(failures.read(new IOException("reset")).kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        assertThat(failures.read(new IllegalStateException(new TimeoutException()))
                        .kind())
                .isEqualTo(Failure.Kind.OUT_OF_TIME);
        assertThat(failures.read(new RuntimeException(new InterruptedException()))
                        .kind())
                .isEqualTo(Failure.Kind.OUT_OF_TIME);
    }

    @Test
    void readingBack_refused_keepsItsKindAndSaysThatItWasSet() {
        Failure failure = AzureFailures.readingBack(new IllegalStateException(new IOException("reset")));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        assertThat(failure.why()).contains("was set", "reset");
    }

    @Test
    void read_ownMistake_isABugAndTellsNoContent() {
        Failure failure = failures.read(new IllegalStateException("secret"));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.BUG);
        assertThat(failure.why()).doesNotContain("secret");
    }
}
