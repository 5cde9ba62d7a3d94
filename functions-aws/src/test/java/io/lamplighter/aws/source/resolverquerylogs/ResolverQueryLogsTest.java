package io.lamplighter.aws.source.resolverquerylogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Pace;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.source.Calls;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Failure;
import io.lamplighter.events.FailureReader;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.LogSourceContract;
import io.lamplighter.events.Mode;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SentCall;
import io.lamplighter.events.SourceLoop;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract, on a resolver in memory: moto 5.2.5 has neither Disassociate nor Delete, so that it shows no undo. */
class ResolverQueryLogsTest extends LogSourceContract<QueryLogFacts, QueryLogStep> {
    private final Calls calls = new Calls();
    private final FakeResolver resolver = new FakeResolver();
    private final Map<OurConfiguration, String> remembered = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        resolver.close();
    }

    @Override
    protected void makeDarkWorld() {
        resolver.clear();
        // A world that is made anew was never seen: what becomes of a stale memory is in the tests of faults.
        remembered.clear();
        resolver.vpc("vpc-0a1", "vpc-0b2", "vpc-0c3").sharedVpc("vpc-0e5");
    }

    @Override
    protected LogSource<QueryLogFacts, QueryLogStep> newSource() {
        AtomicLong now = new AtomicLong();
        Pace pace = new Pace(ResolverCalls.WRITES, ResolverCalls.WINDOW, now::get, now::addAndGet);
        return new ResolverQueryLogs(resolver.clients(calls), Settings.from(Map.of()), () -> {}, pace, remembered);
    }

    @Override
    protected Scope touched() {
        ResourceRef named = new ResourceRef(AwsType.VPC, "vpc-0a1", FakeResolver.ACCOUNT, FakeResolver.REGION);
        ResourceRef holding = new ResourceRef(
                AwsType.NETWORK_INTERFACE,
                "eni-0b2",
                FakeResolver.ACCOUNT,
                FakeResolver.REGION,
                Map.of(AwsType.SUBNET, "subnet-0b2", AwsType.VPC, "vpc-0b2"));
        return new Scope(FakeResolver.ACCOUNT, FakeResolver.REGION, Breadth.TOUCHED, List.of(named, holding));
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

    @Override
    protected Object world() {
        return resolver.world();
    }

    @Override
    protected void takenOver(LedgerEntry entry) {
        resolver.reassociate(String.valueOf(entry.after().get(Association.ID)));
    }

    @Override
    protected void putOut(LedgerEntry entry) {
        resolver.disassociate(String.valueOf(entry.after().get(Association.ID)));
    }

    @Override
    protected void refuseReadsAfterAWrite(Failure.@Nullable Kind kind) {
        calls.refuseReadsAfterAWrite(kind);
    }

    @Test
    void undo_ours_tellsTheServicesIdsOfItsCallsAndWhatTheStepsMade() {
        SourceLoop loop = new SourceLoop(newSource(), failures());
        loop.respond(Mode.ACT, touched());

        assertThat(loop.entries(touched()).stream().flatMap(e -> e.made().stream()))
                .as("the configuration and two associations, and not their VPCs")
                .anyMatch(id -> id.startsWith("rslvr-qlc-"))
                .anyMatch(id -> id.startsWith("rslvr-qlca-"))
                .noneMatch(id -> id.startsWith("vpc-"));
        assertThat(loop.undo(Mode.ACT, touched()).values().stream()
                        .flatMap(r -> r.requests().stream())
                        .distinct())
                .containsExactly("id-of-DisassociateResolverQueryLogConfig", "id-of-DeleteResolverQueryLogConfig");
    }
}
