package io.lamplighter.azure.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.events.Failure;
import io.lamplighter.shell.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no fake of Azure plays: answers that are none, and links to elsewhere. */
class ArmJsonTest {
    private static final String PATH = "/subscriptions/s/things";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private ArmJson arm() {
        try (ArmFake fake = new ArmFake()) {
            Settings settings =
                    Settings.from(Map.of("LAMPLIGHTER_ARM_ENDPOINT", "http://127.0.0.1:%d/".formatted(server.port())));
            return new ArmJson(fake.clients(new Home("s", "westeurope"), settings));
        }
    }

    private void answer(int status, String body) {
        server.stubFor(WireMock.any(WireMock.anyUrl())
                .willReturn(WireMock.aResponse().withStatus(status).withBody(body)));
    }

    private static Failure failure(Throwable thrown) {
        return new AzureFailures().read(thrown);
    }

    @Test
    void find_notThere_nullAndGetSaysSo() {
        answer(404, "{\"error\":{\"code\":\"ResourceNotFound\"}}");

        assertThat(arm().find(PATH, "1")).isNull();
        assertThatThrownBy(() -> arm().get(PATH, "1"))
                .satisfies(e -> assertThat(failure(e).kind()).isEqualTo(Failure.Kind.GONE));
    }

    @Test
    void get_refused_codeAndMessage() {
        answer(403, "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"no\"}}");

        assertThatThrownBy(() -> arm().get(PATH, "1"))
                .satisfies(e ->
                        assertThat(failure(e)).isEqualTo(new Failure(Failure.Kind.DENIED, "AuthorizationFailed: no")));
    }

    @Test
    void get_refusedByAProxysPage_itsStatus() {
        answer(403, "<html>no</html>");

        assertThatThrownBy(() -> arm().get(PATH, "1"))
                .satisfies(e -> assertThat(failure(e)).isEqualTo(new Failure(Failure.Kind.DENIED, "HTTP 403")));
    }

    @Test
    void get_noJson_unavailableAndNothingOfTheContent() {
        answer(200, "{\"secret\":");

        assertThatThrownBy(() -> arm().get(PATH, "1")).satisfies(e -> {
            assertThat(failure(e).kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
            assertThat(failure(e).why()).doesNotContain("secret");
        });
    }

    @Test
    void get_pathWithOddCharacters_encodedPartByPart() {
        answer(200, "{}");

        arm().get("/subscriptions/a b/x'y&z?q", "2021-01-01");

        server.verify(WireMock.getRequestedFor(
                WireMock.urlEqualTo("/subscriptions/a%20b/x%27y%26z%3Fq?api-version=2021-01-01")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/x",
                "http://evil.example/x",
                "https://127.0.0.1/x",
                "http://127.0.0.1.evil.example/x",
                "file:///etc/passwd",
                "no link at all"
            })
    void list_nextPageAtAnotherHost_refused(String link) {
        answer(200, Json.write(Map.of("nextLink", link)));

        assertThatThrownBy(() -> arm().list(PATH, "1", Map.of(), 3))
                .satisfies(e -> assertThat(failure(e).kind()).isEqualTo(Failure.Kind.INVALID));
    }

    @Test
    void list_morePagesThanWanted_stopsAndSaysSo() {
        answer(
                200,
                Json.write(Map.of(
                        "value",
                        List.of(Map.of("a", 1)),
                        "nextLink",
                        "http://127.0.0.1:%d/next?x=1".formatted(server.port()))));

        ArmJson.Listed listed = arm().list(PATH, "1", Map.of("$filter", "a eq 'b c'"), 3);

        assertThat(listed.values()).hasSize(3);
        assertThat(listed.more()).isTrue();
        server.verify(
                1,
                WireMock.getRequestedFor(WireMock.urlPathEqualTo(PATH))
                        .withQueryParam("$filter", WireMock.equalTo("a eq 'b c'")));
    }
}
