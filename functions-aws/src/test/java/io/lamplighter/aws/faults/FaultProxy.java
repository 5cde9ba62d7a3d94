package io.lamplighter.aws.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Passes every call on to the emulator, but for those that are told to go wrong. */
final class FaultProxy implements AutoCloseable {
    private static final int BAD_REQUEST = 400;
    private static final int FAULT = 1;
    private static final int REST = 9;
    private static final int THREADS = 64;
    private static final String PLAYED = "played";
    private static final Set<String> NOT_PASSED = Set.of("host", "content-length", "connection", "expect");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Play> plays = new ConcurrentHashMap<>();
    private final URI behind;
    private final WireMockServer server;
    private volatile CountDownLatch healed = new CountDownLatch(1);

    /** An answer that depends on what was asked. */
    interface Play {
        ResponseDefinitionBuilder answer(Request asked) throws IOException, InterruptedException;
    }

    /** What happens when a call comes. */
    interface Arrival {
        void come(Request asked) throws IOException, InterruptedException;
    }

    FaultProxy(URI behind) {
        this.behind = behind;
        this.server = new WireMockServer(options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .containerThreads(THREADS)
                .gzipDisabled(true)
                .extensions(new Played()));
        server.start();
        heal();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** Nothing goes wrong any more. */
    void heal() {
        healed.countDown();
        healed = new CountDownLatch(1);
        server.resetAll();
        plays.clear();
        StubMapping rest = stub(RequestPatternBuilder.allRequests(), aResponse().proxiedFrom(behind.toString()));
        rest.setPriority(REST);
        server.addStubMapping(rest);
    }

    /** This is what such a call gets, whatever was said before. */
    void always(RequestPatternBuilder call, ResponseDefinitionBuilder answer) {
        server.addStubMapping(stub(call, answer));
    }

    void always(RequestPatternBuilder call, Play play) {
        always(call, played(play));
    }

    /** This is what the first such call gets, and only that one. */
    void once(RequestPatternBuilder call, ResponseDefinitionBuilder answer) {
        StubMapping stub = stub(call, answer);
        String scenario = UUID.randomUUID().toString();
        stub.setScenarioName(scenario);
        stub.setRequiredScenarioState(Scenario.STARTED);
        stub.setNewScenarioState("over");
        server.addStubMapping(stub);
    }

    void once(RequestPatternBuilder call, Play play) {
        once(call, played(play));
    }

    /** Such a call gets no answer before the proxy is healed; {@code first} is what happens when it comes. */
    void hangs(RequestPatternBuilder call, Arrival first) {
        CountDownLatch until = healed;
        always(call, asked -> {
            first.come(asked);
            until.await();
            return aResponse().withFault(Fault.EMPTY_RESPONSE);
        });
    }

    /** How many such calls came, each attempt counted. */
    int count(RequestPatternBuilder call) {
        return server.countRequestsMatching(call.build()).getCount();
    }

    /** How many of them were refused: of several that come together more than one may meet what is said but once. */
    int refused(RequestPatternBuilder call) {
        return (int) server.getAllServeEvents().stream()
                .filter(e -> e.getResponse().getStatus() >= BAD_REQUEST)
                .filter(e -> call.build().match(e.getRequest()).isExactMatch())
                .count();
    }

    /** What the emulator answers to this call, which it carries out. */
    String forward(Request asked) throws IOException, InterruptedException {
        return forward(asked, asked.getBodyAsString());
    }

    /** The same with another body. */
    String forward(Request asked, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(behind + asked.getUrl()))
                .method(asked.getMethod().getName(), HttpRequest.BodyPublishers.ofString(body));
        asked.getHeaders().all().stream()
                .filter(h -> !NOT_PASSED.contains(h.key().toLowerCase(Locale.ROOT)))
                .forEach(h -> h.values().forEach(v -> request.header(h.key(), v)));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
    }

    private ResponseDefinitionBuilder played(Play play) {
        String key = UUID.randomUUID().toString();
        plays.put(key, play);
        return aResponse().withTransformer(PLAYED, PLAYED, key);
    }

    private static StubMapping stub(RequestPatternBuilder call, ResponseDefinitionBuilder answer) {
        StubMapping stub = new StubMapping(call.build(), answer.build());
        stub.setPriority(FAULT);
        return stub;
    }

    @Override
    public void close() {
        healed.countDown();
        server.stop();
    }

    private final class Played implements ResponseDefinitionTransformerV2 {
        @Override
        public ResponseDefinition transform(ServeEvent event) {
            Play play = plays.get(event.getTransformerParameters().getString(PLAYED));
            if (play == null) {
                return event.getResponseDefinition();
            }
            try {
                return play.answer(event.getRequest()).build();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }

        @Override
        public String getName() {
            return PLAYED;
        }
    }
}
