package io.lamplighter.aws.source;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.lamplighter.aws.bench.DemoTenant;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.EvidenceStore.Look;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Scope;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class EvidenceBucketsIT {
    private static final Settings SETTINGS = Settings.from(Map.of());
    private static final String BUCKET = SETTINGS.evidenceBucket(Moto.ACCOUNT, Moto.REGION);
    private static final Scope SCOPE = new Scope(Moto.ACCOUNT, Moto.REGION, Breadth.TOUCHED, List.of());

    private final WireMockServer front = new WireMockServer(options().dynamicPort());

    @BeforeEach
    void start() {
        Moto.shared().reset();
        front.start();
        front.stubFor(any(anyUrl())
                .atPriority(10)
                .willReturn(aResponse().proxiedFrom(Moto.shared().endpoint().toString())));
    }

    @AfterEach
    void stop() {
        front.stop();
    }

    private EvidenceBuckets store() {
        return new EvidenceBuckets(Moto.clients(URI.create("http://127.0.0.1:" + front.port()), SETTINGS), SETTINGS);
    }

    private S3Client s3() {
        Clients clients = Moto.shared().clients(SETTINGS);
        return clients.s3(Moto.ACCOUNT, Moto.REGION);
    }

    private void answer(int status, String code) {
        front.stubFor(any(urlPathEqualTo("/" + BUCKET))
                .willReturn(aResponse()
                        .withStatus(status)
                        .withBody("<Error><Code>%s</Code><Message>no</Message></Error>".formatted(code))));
    }

    @Test
    void at_bucketOfThisAccount_isFitAndNotAskedAgain() {
        s3().createBucket(b -> b.bucket(BUCKET));
        EvidenceBuckets store = store();

        assertThat(store.at(SCOPE)).isEqualTo(Look.FIT);
        assertThat(store.at(SCOPE)).isEqualTo(Look.FIT);
        front.verify(
                1,
                anyRequestedFor(urlPathEqualTo("/" + BUCKET))
                        .withHeader("x-amz-expected-bucket-owner", equalTo(Moto.ACCOUNT)));
    }

    @Test
    void at_bucketThatLogsElsewhere_saysWhere() {
        s3().createBucket(b -> b.bucket(BUCKET));
        s3().createBucket(b -> b.bucket("audit"));
        s3().putBucketPolicy(b -> b.bucket("audit").policy(DemoTenant.admitting("audit")));
        s3().putBucketLogging(b -> b.bucket(BUCKET)
                .bucketLoggingStatus(
                        l -> l.loggingEnabled(e -> e.targetBucket("audit").targetPrefix("x/"))));

        assertThat(store().at(SCOPE).feeds()).containsExactly("audit");
    }

    @Test
    void at_noSuchBucket_saysWhatToDeployAndIsAskedAgain() {
        EvidenceBuckets store = store();
        assertThat(store.at(SCOPE).unfit()).contains("there is no evidence bucket " + BUCKET, "deploy");

        s3().createBucket(b -> b.bucket(BUCKET));
        assertThat(store.at(SCOPE)).isEqualTo(Look.FIT);
    }

    /** S3 answers 403 where the owner is not the expected one: bucket-owner-condition.html of its user guide. */
    @Test
    void at_bucketOfSomebodyElse_isUnfit() {
        answer(403, "AccessDenied");

        assertThat(store().at(SCOPE).unfit()).contains("is not of account " + Moto.ACCOUNT, "nothing is sent there");
    }

    /** S3 answers 301 for a bucket of another region: its API reference, ErrorResponses.html, PermanentRedirect. */
    @Test
    void at_bucketOfAnotherRegion_isUnfit() {
        answer(301, "PermanentRedirect");

        assertThat(store().at(SCOPE).unfit()).contains("another region");
    }

    @Test
    void at_slowDown_isThrownSinceItSaysNothingOfTheBucket() {
        answer(503, "SlowDown");

        assertThatThrownBy(() -> store().at(SCOPE))
                .satisfies(e -> assertThat(new AwsFailures().read(e).kind()).isEqualTo(Failure.Kind.THROTTLED));
    }
}
