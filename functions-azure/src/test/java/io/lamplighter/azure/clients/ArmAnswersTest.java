package io.lamplighter.azure.clients;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpMethod;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.lamplighter.events.Failure;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Odd answers, and ids with odd letters. */
class ArmAnswersTest {
    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private ArmJson arm = calls();

    @BeforeEach
    void start() {
        server.start();
        arm = calls();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private ArmJson calls() {
        String endpoint = server.isRunning() ? server.baseUrl() : "http://127.0.0.1:1/";
        return new ArmJson(
                new Clients(new Home("s", "l"), Settings.from(Map.of(Settings.ARM_ENDPOINT, endpoint)), request -> {
                    throw new AssertionError("no token over plain http");
                }));
    }

    private ArmJson.Answer get(String path) {
        return arm.call(HttpMethod.GET, path, "v", null);
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
    void call_idWithSpacesAndOtherScripts_isEncoded() {
        answers(200, "{}");
        get("/subscriptions/s/resourcegroups/a (b) ü%41/x");
        server.verify(getRequestedFor(
                urlEqualTo("/subscriptions/s/resourcegroups/a%20%28b%29%20%C3%BC%2541/x?api-version=v")));
    }

    @Test
    void call_answer_hasTheIdThatTheActivityLogNames() {
        answers(200, "");
        assertThat(arm.call(HttpMethod.DELETE, "/x", "v", null).requests()).containsExactly("c-1");
    }

    @Test
    void all_nextPageElsewhere_isNotFollowed() {
        answers(200, "{\"value\": [{}], \"nextLink\": \"http://attacker.example/?token\"}");
        assertThatThrownBy(() -> arm.all(get("/x")))
                .satisfies(e -> assertThat(failure(e).why()).contains("at another host"));
    }

    @Test
    void all_nextPageThere_isFollowedToTheEnd() {
        answers(200, "{\"value\": [{}], \"nextLink\": \"%s/a%%20b\"}".formatted(server.baseUrl()));
        server.stubFor(any(urlEqualTo("/a%20b")).willReturn(aResponse().withBody("{\"value\": [{}, {}]}")));
        assertThat(arm.all(get("/x"))).hasSize(3);
    }

    @Test
    void all_pagesWithoutAnEnd_areALimitAndNotFollowedForEver() {
        answers(200, "{\"value\": [{}], \"nextLink\": \"%s/x\"}".formatted(server.baseUrl()));
        assertThatThrownBy(() -> arm.all(get("/x")))
                .satisfies(e -> assertThat(failure(e).kind()).isEqualTo(Failure.Kind.LIMIT));
    }

    @Test
    void failure_withAndWithoutEnvelope_hasCodeAndMessage() {
        answers(409, "{\"error\": {\"code\": \"Conflict\", \"message\": \"m\"}}");
        assertThat(get("/x").failure().why()).isEqualTo("Conflict: m");
        answers(409, "{\"code\": \"Conflict\", \"message\": \"m\"}");
        assertThat(get("/x").failure().why()).isEqualTo("Conflict: m");
    }

    @Test
    void call_pageOfAProxy_isAFailureByItsStatus() {
        answers(403, "<html>");
        assertThat(get("/x").failure()).isEqualTo(new Failure(Failure.Kind.DENIED, "HTTP 403"));
        answers(200, "<html>");
        assertThatThrownBy(() -> get("/x"))
                .satisfies(e -> assertThat(failure(e).kind()).isEqualTo(Failure.Kind.UNAVAILABLE));
    }
}
