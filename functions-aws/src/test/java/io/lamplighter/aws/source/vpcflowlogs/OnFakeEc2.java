package io.lamplighter.aws.source.vpcflowlogs;

import static io.lamplighter.aws.source.vpcflowlogs.Resources.ACCOUNT;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.REGION;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Home;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.source.Calls;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Finding;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.SourceLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The real source and the real client in front of {@link FakeEc2}. */
abstract class OnFakeEc2 {
    static final String STORE = "arn:aws:s3:::lamplighter-evidence-111122223333-eu-central-1";

    final Calls calls = new Calls();
    FakeEc2 ec2;
    VpcFlowLogs source;
    SourceLoop loop;

    @BeforeEach
    void start() throws IOException {
        ec2 = new FakeEc2();
        Settings settings = Settings.from(Map.of());
        Clients clients = new Clients(
                ec2.endpoint(),
                new Home(ACCOUNT, REGION),
                settings,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
                calls);
        source = new VpcFlowLogs(clients, settings);
        loop = new SourceLoop(source, new AwsFailures());
    }

    @AfterEach
    void stop() {
        ec2.close();
    }

    final void outage(String action, String status, String code, String message) {
        ec2.outages.computeIfAbsent(action, k -> new ArrayList<>()).add(List.of(status, code, message));
    }

    final void shareVpcs(int count, String owner) {
        for (int i = 0; i < count; i++) {
            ec2.vpcs.add("<vpcId>vpc-%017x</vpcId><ownerId>%s</ownerId>".formatted(i, owner));
        }
    }

    static List<ResourceRef> turnedOn(Finding finding) {
        return finding.outcomes().stream()
                .filter(Outcome.TurnedOn.class::isInstance)
                .flatMap(o -> o.targets().stream())
                .toList();
    }

    static Failure failure(Finding finding, String id) {
        return finding.outcomes().stream()
                .filter(Outcome.Failed.class::isInstance)
                .map(Outcome.Failed.class::cast)
                .filter(f -> f.targets().stream().anyMatch(t -> t.id().equals(id)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no failure for " + id + " in " + finding.outcomes()))
                .failure();
    }
}
