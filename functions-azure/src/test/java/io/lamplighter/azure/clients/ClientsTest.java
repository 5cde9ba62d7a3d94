package io.lamplighter.azure.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpMethod;
import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.clients.ArmJson.Answer;
import io.lamplighter.events.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class ClientsTest {
    private static final Home HOME = new Home("11111111-2222-3333-4444-555555555555", "westeurope");
    private static final String PATH = "/subscriptions/" + HOME.subscription();
    private static final String READ = "Microsoft.Resources/subscriptions/read";

    private final ArmFake arm = new ArmFake();
    private final List<String> audiences = new CopyOnWriteArrayList<>();

    /** Notes what a token is asked for, and ends the call there: nothing leaves the machine. */
    private final TokenCredential credential = request -> {
        audiences.addAll(request.getScopes());
        return Mono.error(new AssertionError("asked"));
    };

    @AfterEach
    void stop() {
        arm.close();
    }

    private Clients clients(Map<String, String> variables) {
        return new Clients(HOME, Settings.from(variables), credential);
    }

    private Answer call() {
        arm.put(PATH, Map.of("displayName", "Shop"));
        return new ArmJson(arm.clients(HOME, arm.settings(Map.of()))).call(HttpMethod.GET, PATH, "2022-12-01", null);
    }

    @ParameterizedTest
    @CsvSource({
        "public, https://management.azure.com/, https://management.core.windows.net/.default,"
                + " https://lampwest.table.core.windows.net/lamplighter, https://lampwest.blob.core.windows.net/lamplighter",
        "usgovernment, https://management.usgovcloudapi.net/, https://management.core.usgovcloudapi.net/.default,"
                + " https://lampwest.table.core.usgovcloudapi.net/lamplighter, https://lampwest.blob.core.usgovcloudapi.net/lamplighter",
        "china, https://management.chinacloudapi.cn/, https://management.core.chinacloudapi.cn/.default,"
                + " https://lampwest.table.core.chinacloudapi.cn/lamplighter, https://lampwest.blob.core.chinacloudapi.cn/lamplighter",
    })
    void ofEachCloud_endpointsAndAudience_areItsOwn(
            String cloud, String endpoint, String audience, String table, String documents) {
        Clients clients = clients(Map.of(Settings.CLOUD, cloud, Settings.STORAGE, "lampwest"));

        assertThat(clients.armEndpoint()).isEqualTo(endpoint);
        assertThat(clients.table().getTableEndpoint()).isEqualTo(table);
        assertThat(clients.documents().getBlobContainerUrl()).isEqualTo(documents);
        assertThat(catchThrowable(() -> new ArmJson(clients).get(PATH, "2022-12-01")))
                .isNotNull();
        assertThat(audiences).containsExactly(audience);
    }

    @Test
    void localEndpoint_plainHttp_isCalledWithoutAToken() {
        arm.put(PATH, Map.of("displayName", "Shop"));
        Clients clients = clients(Map.of(Settings.ARM_ENDPOINT, arm.endpoint()));

        assertThat(new ArmJson(clients)
                        .get(PATH, "2022-12-01")
                        .path("displayName")
                        .asText())
                .isEqualTo("Shop");
        assertThat(audiences).isEmpty();
    }

    @Test
    void otherEndpoint_overHttps_getsATokenForTheCloudsAudience() {
        Clients clients = clients(Map.of(Settings.ARM_ENDPOINT, "https://arm.example", Settings.CLOUD, "china"));

        assertThat(clients.armEndpoint()).isEqualTo("https://arm.example/");
        assertThat(catchThrowable(() -> new ArmJson(clients).get(PATH, "2022-12-01")))
                .isNotNull();
        assertThat(audiences).containsExactly("https://management.core.chinacloudapi.cn/.default");
    }

    @Test
    void each_isBuiltOnceAndWhenItIsAskedFor() {
        Clients clients = clients(Map.of());

        assertThat(clients.network("a")).isSameAs(clients.network("a")).isNotSameAs(clients.network("b"));
        assertThat(clients.monitor("a")).isSameAs(clients.monitor("a")).isNotSameAs(clients.monitor("b"));
        assertThat(clients.resourceGraph()).isSameAs(clients.resourceGraph());
        assertThat(clients.arm())
                .as("one pipeline for all of Azure Resource Manager")
                .isSameAs(clients.arm())
                .isSameAs(clients.network("a").getHttpPipeline());
        assertThatThrownBy(clients::table)
                .as("only who needs the table is told that there is none")
                .satisfies(
                        e -> assertThat(new AzureFailures().read(e).why())
                                .isEqualTo(
                                        "there is no central table: set LAMPLIGHTER_STORAGE to the storage account that holds it"));
        assertThat(audiences).isEmpty();
    }

    @Test
    void call_throttled_waitsAsLongAsItIsTold() {
        arm.throttleNext(READ, 2);
        Instant start = Instant.now();

        assertThat(call().good()).isTrue();
        assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(arm.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void call_azureStumbles_isMadeAgain(int status) {
        arm.answerNext(READ, status, "Stumbled", "a moment");

        assertThat(call().good()).isTrue();
        assertThat(arm.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 412, 501})
    void call_refused_isNotMadeAgain(int status) {
        arm.answerNext(READ, status, "No", "never");

        assertThat(call().status()).isEqualTo(status);
        assertThat(arm.requests()).hasSize(1);
    }

    @Test
    void call_throttledForEver_endsAsThrottled() {
        for (int i = 0; i < 4; i++) {
            arm.throttleNext(READ, 0);
        }

        assertThat(call().failure().kind()).isEqualTo(Failure.Kind.THROTTLED);
        assertThat(arm.requests()).as("the first and three more").hasSize(4);
    }

    @Test
    void call_toldToStop_isNotMadeAgain() throws InterruptedException {
        arm.hangNext(READ);
        List<Failure> failures = new CopyOnWriteArrayList<>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                call();
            } catch (RuntimeException e) {
                failures.add(new AzureFailures().read(e));
            }
        });
        while (arm.requests().isEmpty()) {
            Thread.sleep(10);
        }
        caller.interrupt();

        assertThat(caller.join(Duration.ofSeconds(5))).isTrue();
        assertThat(failures).singleElement().extracting(Failure::kind).isEqualTo(Failure.Kind.OUT_OF_TIME);
        assertThat(arm.requests()).hasSize(1);
    }
}
