package io.lamplighter.aws.scope;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Home;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.shell.Variables;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Plays what no emulator plays: refusals, pages, redirects, calls that hang. The host that the SDK would have called
 * arrives as the header {@code Played-Host}, so that a test can tell the region and the service.
 *
 * <p>What is not stubbed is 404 without a body, which every SDK client reads as a refusal.
 */
public final class FakeCloud implements AutoCloseable {
    public static final String ACCOUNT = "111122223333";
    public static final String REGION = "eu-west-1";
    private static final String HOST = "Played-Host";

    private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());

    public FakeCloud() {
        server.start();
    }

    /** Clients of the home account whose every call ends here. */
    public Clients clients(Settings settings, ExecutionInterceptor... interceptors) {
        ExecutionInterceptor[] all = java.util.Arrays.copyOf(interceptors, interceptors.length + 1);
        all[interceptors.length] = new Detour(server.port());
        return new Clients(
                new Home(ACCOUNT, REGION),
                settings,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
                all);
    }

    public static Settings settings() {
        return Settings.from(Map.of());
    }

    /** Settings with a reach, as the environment gives it. */
    public static Settings settings(String reach) {
        return Settings.from(Map.of(Variables.REACH, reach));
    }

    public void play(MappingBuilder stub) {
        server.stubFor(stub);
    }

    /** A call of a JSON protocol, by its operation. */
    public static MappingBuilder json(String operation) {
        return WireMock.post(WireMock.anyUrl()).withHeader("X-Amz-Target", WireMock.matching(".*\\." + operation));
    }

    /** A call of a query protocol, by its operation. */
    public static MappingBuilder query(String operation) {
        return WireMock.post(WireMock.anyUrl()).withRequestBody(WireMock.containing("Action=" + operation + "&"));
    }

    /** How many calls came, of any kind. */
    public int calls() {
        return server.getAllServeEvents().size();
    }

    public int calls(RequestPatternBuilder pattern) {
        return server.countRequestsMatching(pattern.build()).getCount();
    }

    /** The hosts that were called, each as often as it was, oldest first. */
    public List<String> hosts() {
        return server.getAllServeEvents().reversed().stream()
                .map(e -> e.getRequest().getHeader(HOST))
                .toList();
    }

    @Override
    public void close() {
        server.stop();
    }

    private record Detour(int port) implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            SdkHttpRequest request = context.httpRequest();
            return request.toBuilder()
                    .putHeader(HOST, request.host())
                    .protocol("http")
                    .host("127.0.0.1")
                    .port(port)
                    .build();
        }
    }
}
