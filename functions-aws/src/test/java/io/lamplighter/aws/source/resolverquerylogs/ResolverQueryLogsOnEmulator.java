package io.lamplighter.aws.source.resolverquerylogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.bench.AwsEmulator;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.bench.ResolverFront;
import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Pace;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.source.Calls;
import io.lamplighter.aws.source.resolverquerylogs.QueryLogStep.AssociateVpc;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Failure;
import io.lamplighter.events.FailureReader;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.LogSourceContract;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SentCall;
import io.lamplighter.events.SourceLoop;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53resolver.Route53ResolverClient;
import software.amazon.awssdk.services.route53resolver.model.ResolverQueryLogConfig;

/** The contract through the real client against an emulator, and what else can be seen of the source there. */
abstract class ResolverQueryLogsOnEmulator extends LogSourceContract<QueryLogFacts, QueryLogStep> {
    private static final String REGION = Moto.REGION;
    private static final Settings SETTINGS = Settings.from(Map.of());
    private static final int FIRST_VPC = 5;
    private static final int LATER_VPC = 3;

    private final ResolverFront front;
    private final AwsEmulator aws;
    private final String account;
    private final Calls calls = new Calls();
    private final Clients clients;
    private final Route53ResolverClient bystander;
    private final Map<OurConfiguration, String> remembered = new ConcurrentHashMap<>();
    private String first = "";
    private String second = "";

    ResolverQueryLogsOnEmulator(AwsEmulator aws) {
        this.front = new ResolverFront(aws.endpoint());
        this.aws = aws.through(front.endpoint());
        this.account = aws.account();
        this.clients = this.aws.clients(SETTINGS);
        this.bystander = clients.resolver(account, REGION);
    }

    @AfterEach
    void close() {
        front.close();
    }

    @Override
    protected void makeDarkWorld() {
        aws.reset();
        remembered.clear();
        first = vpc();
        second = vpc();
    }

    private String vpc() {
        return clients.ec2(account, REGION)
                .createVpc(v -> v.cidrBlock("10.0.0.0/16"))
                .vpc()
                .vpcId();
    }

    private Scope touching(String... vpcs) {
        return new Scope(
                account,
                REGION,
                Breadth.TOUCHED,
                Stream.of(vpcs)
                        .map(v -> new ResourceRef(AwsType.VPC, v, account, REGION))
                        .toList());
    }

    @Override
    protected LogSource<QueryLogFacts, QueryLogStep> newSource() {
        Pace pace = new Pace(ResolverCalls.WRITES, ResolverCalls.WINDOW, System::nanoTime, n -> {});
        return new ResolverQueryLogs(aws.clients(SETTINGS, calls), SETTINGS, () -> {}, pace, remembered);
    }

    @Override
    protected Scope touched() {
        return touching(first, second);
    }

    @Override
    protected FailureReader failures() {
        return new AwsFailures();
    }

    @Override
    protected List<SentCall> sent() {
        return calls.sent();
    }

    @Override
    protected void forgetCalls() {
        calls.forget();
    }

    @Override
    protected Set<String> knownOnlyWhenSent() {
        return Set.of("Tags", Association.CONFIGURATION);
    }

    private List<ResolverQueryLogConfig> configurations() {
        return bystander.listResolverQueryLogConfigs(r -> {}).resolverQueryLogConfigs();
    }

    @Override
    protected Object world() {
        return List.of(
                Set.copyOf(configurations()),
                Set.copyOf(bystander
                        .listResolverQueryLogConfigAssociations(r -> {})
                        .resolverQueryLogConfigAssociations()));
    }

    @Override
    protected void takenOver(LedgerEntry entry) {
        String configuration = String.valueOf(entry.after().get(Association.CONFIGURATION));
        String vpc = String.valueOf(entry.after().get(Association.VPC));
        bystander.disassociateResolverQueryLogConfig(
                r -> r.resolverQueryLogConfigId(configuration).resourceId(vpc));
        bystander.associateResolverQueryLogConfig(
                r -> r.resolverQueryLogConfigId(configuration).resourceId(vpc));
    }

    @Override
    protected void putOut(LedgerEntry entry) {
        if (entry.action().equals(AssociateVpc.ACTION)) {
            bystander.disassociateResolverQueryLogConfig(
                    r -> r.resolverQueryLogConfigId(String.valueOf(entry.after().get(Association.CONFIGURATION)))
                            .resourceId(String.valueOf(entry.after().get(Association.VPC))));
        }
    }

    @Override
    protected void refuseReadsAfterAWrite(Failure.@Nullable Kind kind) {
        calls.refuseReadsAfterAWrite(kind);
    }

    @Test
    void respond_twoVpcsOneAfterTheOther_shareOneConfiguration() {
        SourceLoop loop = new SourceLoop(newSource(), failures());
        calls.forget();
        assertThat(loop.respond(Mode.ACT, touching(first)).outcomes())
                .hasSize(1)
                .allMatch(Outcome.TurnedOn.class::isInstance);
        assertThat(calls.count()).isEqualTo(FIRST_VPC);
        calls.forget();
        assertThat(loop.respond(Mode.ACT, touching(second)).outcomes())
                .hasSize(1)
                .allMatch(Outcome.TurnedOn.class::isInstance);
        assertThat(calls.count()).isEqualTo(LATER_VPC);
        assertThat(configurations()).singleElement().satisfies(c -> {
            assertThat(c.destinationArn()).isEqualTo("arn:aws:s3:::" + SETTINGS.evidenceBucket(account, REGION));
            assertThat(c.associationCount()).isEqualTo(2);
        });
    }

    @Test
    void respond_hardenWhereSomebodyLogsAlready_lightsTheOthersOnly() {
        String id = bystander
                .createResolverQueryLogConfig(c -> c.name("theirs")
                        .creatorRequestId("by hand")
                        .destinationArn("arn:aws:logs:%s:%s:log-group:dns:*".formatted(REGION, account)))
                .resolverQueryLogConfig()
                .id();
        bystander.associateResolverQueryLogConfig(
                a -> a.resolverQueryLogConfigId(id).resourceId(first));

        List<Outcome> outcomes = new SourceLoop(newSource(), failures())
                .respond(Mode.ACT, everything())
                .outcomes();

        assertThat(named(outcomes, Outcome.AlreadyOn.class)).containsExactly(first);
        assertThat(named(outcomes, Outcome.TurnedOn.class)).contains(second).doesNotContain(first);
        assertThat(configurations()).hasSize(2);
    }

    private static List<String> named(List<Outcome> outcomes, Class<? extends Outcome> kind) {
        return outcomes.stream()
                .filter(kind::isInstance)
                .flatMap(o -> o.targets().stream())
                .map(ResourceRef::id)
                .toList();
    }
}
