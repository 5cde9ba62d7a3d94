package io.lamplighter.aws.source.resolverquerylogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.source.Calls;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SourceLoop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53resolver.model.ResolverQueryLogConfig;

/** Lighting against moto; how it is undone is shown by the contract, since moto 5.2.5 has neither Disassociate nor Delete. */
class ResolverQueryLogsIT {
    private static final int FIRST_VPC = 5;
    private static final int LATER_VPC = 3;

    private final Moto moto = Moto.shared();
    private final Calls calls = new Calls();
    private final Clients world = moto.clients(Settings.from(Map.of()));
    private final ResolverQueryLogs source =
            new ResolverQueryLogs(moto.clients(Settings.from(Map.of()), calls), Settings.from(Map.of()));
    private final SourceLoop loop = new SourceLoop(source, new AwsFailures());

    @BeforeEach
    void forget() {
        moto.reset();
    }

    private String vpc() {
        return world.ec2(Moto.ACCOUNT, Moto.REGION)
                .createVpc(v -> v.cidrBlock("10.0.0.0/16"))
                .vpc()
                .vpcId();
    }

    private static Scope touching(String vpc) {
        return new Scope(
                Moto.ACCOUNT,
                Moto.REGION,
                Breadth.TOUCHED,
                List.of(new ResourceRef(AwsType.VPC, vpc, Moto.ACCOUNT, Moto.REGION)));
    }

    private List<ResolverQueryLogConfig> configurations() {
        return world.resolver(Moto.ACCOUNT, Moto.REGION)
                .listResolverQueryLogConfigs(r -> r.maxResults(100))
                .resolverQueryLogConfigs();
    }

    @Test
    void respond_twoVpcsOneAfterTheOther_shareOneConfiguration() {
        String first = vpc();
        String second = vpc();
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
            assertThat(c.destinationArn()).isEqualTo("arn:aws:s3:::lamplighter-evidence-123456789012-us-east-1");
            assertThat(c.associationCount()).isEqualTo(2);
        });
    }

    @Test
    void respond_twice_isAlreadyOnAndTheLedgerIsVerified() {
        Scope scope = touching(vpc());
        loop.respond(Mode.ACT, scope);
        assertThat(loop.respond(Mode.ACT, scope).outcomes()).hasSize(1).allMatch(Outcome.AlreadyOn.class::isInstance);
        assertThat(loop.entries(scope)).hasSize(2).allSatisfy(e -> {
            assertThat(e.state()).isEqualTo(LedgerEntry.State.ON);
            assertThat(source.verify(e).after()).isEqualTo(e.after());
        });
    }

    @Test
    void respond_hardenWhereSomebodyLogsAlready_lightsTheOthersOnly() {
        String theirs = vpc();
        String dark = vpc();
        String id = world.resolver(Moto.ACCOUNT, Moto.REGION)
                .createResolverQueryLogConfig(c -> c.name("theirs")
                        .creatorRequestId("by hand")
                        .destinationArn("arn:aws:logs:us-east-1:123456789012:log-group:dns:*"))
                .resolverQueryLogConfig()
                .id();
        world.resolver(Moto.ACCOUNT, Moto.REGION)
                .associateResolverQueryLogConfig(
                        a -> a.resolverQueryLogConfigId(id).resourceId(theirs));

        List<Outcome> outcomes = loop.respond(Mode.ACT, new Scope(Moto.ACCOUNT, Moto.REGION, Breadth.ALL, List.of()))
                .outcomes();

        assertThat(named(outcomes, Outcome.AlreadyOn.class)).containsExactly(theirs);
        assertThat(named(outcomes, Outcome.TurnedOn.class)).contains(dark).doesNotContain(theirs);
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
