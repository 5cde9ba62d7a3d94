package io.lamplighter.azure.source;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.events.Failure;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Odd answers, and ids with odd letters. */
class ArmCallsTest {
    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private ArmCalls arm = calls();

    @BeforeEach
    void start() {
        server.start();
        arm = calls();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private ArmCalls calls() {
        String endpoint = server.isRunning() ? server.baseUrl() : "http://127.0.0.1:1/";
        return new ArmCalls(
                new Clients(new Home("s", "l"), Settings.from(Map.of(Settings.ARM_ENDPOINT, endpoint)), request -> {
                    throw new AssertionError("no token over plain http");
                }));
    }

    private void answers(int status, String body) {
        server.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("x-ms-correlation-request-id", "c-1")
                        .withBody(body)));
    }

    private static Failure failure(Throwable thrown) {
        return new AzureFailures().read(thrown);
    }

    @Test
    void get_idWithSpacesAndOtherScripts_isEncoded() {
        answers(200, "{}");
        arm.get("/subscriptions/s/resourcegroups/a (b) ü%41/x", "v");
        server.verify(
                getRequestedFor(urlEqualTo("/subscriptions/s/resourcegroups/a%20(b)%20%C3%BC%2541/x?api-version=v")));
    }

    @Test
    void delete_answer_hasTheIdThatTheActivityLogNames() {
        answers(200, "");
        assertThat(arm.delete("/x", "v").requests()).containsExactly("c-1");
    }

    @Test
    void pages_nextPageElsewhere_isNotFollowed() {
        answers(200, "{\"value\": [{}], \"nextLink\": \"http://attacker.example/?token\"}");
        assertThatThrownBy(() -> arm.pages(arm.get("/x", "v")))
                .satisfies(e -> assertThat(failure(e).why()).contains("not followed"));
    }

    @Test
    void pages_nextPageThere_isFollowedToTheEnd() {
        answers(200, "{\"value\": [{}], \"nextLink\": \"%s/a%%20b\"}".formatted(server.baseUrl()));
        server.stubFor(any(urlEqualTo("/a%20b")).willReturn(aResponse().withBody("{\"value\": [{}, {}]}")));
        assertThat(arm.pages(arm.get("/x", "v"))).hasSize(3);
    }

    @Test
    void failure_withAndWithoutEnvelope_hasCodeAndMessage() {
        answers(409, "{\"error\": {\"code\": \"Conflict\", \"message\": \"m\"}}");
        assertThat(arm.get("/x", "v").failure().why()).isEqualTo("Conflict: m");
        answers(409, "{\"code\": \"Conflict\", \"message\": \"m\"}");
        assertThat(arm.get("/x", "v").failure().why()).isEqualTo("Conflict: m");
    }

    @Test
    void get_pageOfAProxy_isAFailureByItsStatus() {
        answers(403, "<html>");
        assertThat(arm.get("/x", "v").failure()).isEqualTo(new Failure(Failure.Kind.DENIED, "HTTP 403"));
        answers(200, "<html>");
        assertThatThrownBy(() -> arm.get("/x", "v"))
                .satisfies(e -> assertThat(failure(e).kind()).isEqualTo(Failure.Kind.UNAVAILABLE));
    }
}
