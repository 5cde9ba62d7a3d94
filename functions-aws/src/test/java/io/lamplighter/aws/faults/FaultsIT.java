package io.lamplighter.aws.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.events.Failure.Kind;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Outcome;
import io.lamplighter.reliability.Delivered;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One bad source or bucket hides no other, and is asked for again only where that can help. */
class FaultsIT extends ThroughProxy {
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private void assertFlowLogged(Delivered delivered) {
        assertThat(delivered.turnedOn(FLOW_LOGS)).isEqualTo(tenant.vpcs());
        assertThat(tenant.flowLogged()).isEqualTo(tenant.vpcs());
    }

    private void assertQueryLogged(Delivered delivered) {
        assertThat(delivered.turnedOn(QUERY_LOGS)).isEqualTo(tenant.vpcs());
        assertThat(tenant.queryLogged()).isEqualTo(tenant.vpcs());
    }

    private void assertAccessLogged(Delivered delivered, String... buckets) {
        assertThat(delivered.turnedOn(ACCESS_LOGS)).containsExactly(buckets);
        assertThat(tenant.accessLogged()).containsExactly(buckets);
    }

    @Test
    void respond_eachServiceThrottlesOnce_isSentAgainAndAllIsOn() throws Exception {
        proxy.once(Call.query("DescribeFlowLogs"), Answer.requestLimitExceeded());
        proxy.once(Call.resolver("ListResolverQueryLogConfigs"), Answer.throttlingException());
        proxy.once(Call.putLogging(PAYROLL), Answer.slowDown());

        Delivered delivered = respond();

        assertFlowLogged(delivered);
        assertQueryLogged(delivered);
        assertAccessLogged(delivered, EXPORTS, PAYROLL);
        assertThat(delivered.failed()).isEmpty();
        assertThat(delivered.again()).isFalse();
        assertThat(proxy.count(Call.query("DescribeFlowLogs"))).isEqualTo(3);
        assertThat(proxy.count(Call.putLogging(PAYROLL))).isEqualTo(2);
    }

    @Test
    void respond_ec2ThrottlesForGood_failsThatSourceAloneAndComesAgain() throws Exception {
        proxy.always(Call.query("DescribeFlowLogs"), Answer.requestLimitExceeded());

        Delivered delivered = respond();

        assertThat(delivered
                        .onlyFailure(FLOW_LOGS, Kind.THROTTLED, tenant.vpcs())
                        .why())
                .contains("RequestLimitExceeded");
        assertQueryLogged(delivered);
        assertAccessLogged(delivered, EXPORTS, PAYROLL);
        assertThat(tenant.flowLogs()).isEmpty();
    }

    @Test
    void respond_theResolverThrottlesForGood_failsThatSourceAloneAndComesAgain() throws Exception {
        proxy.always(Call.resolver("ListResolverQueryLogConfigs"), Answer.throttlingException());

        Delivered delivered = respond();

        delivered.onlyFailure(QUERY_LOGS, Kind.THROTTLED, tenant.vpcs());
        assertFlowLogged(delivered);
        assertAccessLogged(delivered, EXPORTS, PAYROLL);
    }

    @Test
    void respond_s3IsSlowForOneBucketForGood_failsThatBucketAloneAndComesAgain() throws Exception {
        proxy.always(Call.getLogging(PAYROLL), Answer.slowDown());

        Delivered delivered = respond();

        assertThat(delivered
                        .onlyFailure(ACCESS_LOGS, Kind.THROTTLED, List.of(PAYROLL))
                        .why())
                .contains("SlowDown");
        assertFlowLogged(delivered);
        assertQueryLogged(delivered);
        assertAccessLogged(delivered, EXPORTS);
    }

    @Test
    void respond_serverErrorsOnTheWrites_stayPlannedUntilTheRedeliverySettlesThem() throws Exception {
        proxy.always(
                Call.query("CreateFlowLogs"),
                Answer.ec2(SERVER_ERROR, "InternalError", "An internal error has occurred."));
        proxy.always(
                Call.putLogging(PAYROLL),
                Answer.s3(UNAVAILABLE, "ServiceUnavailable", "Service is unable to handle request."));

        Delivered first = respond();

        assertThat(first.failed())
                .extracting(Outcome.Failed::source, f -> f.failure().kind())
                .containsExactlyInAnyOrder(tuple(FLOW_LOGS, Kind.UNAVAILABLE), tuple(ACCESS_LOGS, Kind.UNAVAILABLE));
        assertThat(first.again()).isTrue();
        assertQueryLogged(first);
        assertAccessLogged(first, EXPORTS);
        assertThat(ledger(first).stream().filter(e -> e.state() == LedgerEntry.State.PLANNED))
                .extracting(LedgerEntry::action)
                .containsExactlyInAnyOrder("ec2:CreateFlowLogs", "s3:PutBucketLogging");

        Delivered second = redeliver();

        assertFlowLogged(second);
        assertThat(second.turnedOn(ACCESS_LOGS)).containsExactly(PAYROLL);
        assertThat(second.again()).isFalse();
        assertWhole(second);
    }

    /** The call is carried out and its answer does not come whole; what the SDK sends after that is refused. */
    enum Lost {
        RESET,
        CUT,
        RESET_AND_THEN_THROTTLED
    }

    @ParameterizedTest
    @EnumSource(Lost.class)
    void respond_answersOfTheWritesAreLost_areFoundByTheRedelivery(Lost how) throws Exception {
        proxy.always(
                Call.query("CreateFlowLogs"),
                how == Lost.RESET_AND_THEN_THROTTLED ? Answer.requestLimitExceeded() : Answer.reset());
        proxy.always(
                Call.putLogging(PAYROLL), how == Lost.RESET_AND_THEN_THROTTLED ? Answer.slowDown() : Answer.reset());
        for (var write : List.of(Call.query("CreateFlowLogs"), Call.putLogging(PAYROLL))) {
            proxy.once(write, asked -> {
                String answer = proxy.forward(asked);
                return how == Lost.CUT ? Answer.xml(OK, answer.substring(0, answer.length() / 2)) : Answer.reset();
            });
        }

        Delivered first = respond();

        assertThat(first.turnedOn(FLOW_LOGS)).isEmpty();
        assertQueryLogged(first);
        assertThat(tenant.flowLogged()).as("it was carried out").isEqualTo(tenant.vpcs());
        assertThat(first.again()).isTrue();
        assertThat(ledger(first).stream().filter(e -> e.action().equals("ec2:CreateFlowLogs")))
                .singleElement()
                .satisfies(e -> assertThat(e.state()).isEqualTo(LedgerEntry.State.PLANNED));

        Delivered second = redeliver();

        assertThat(second.alreadyOn(FLOW_LOGS)).isEqualTo(tenant.vpcs());
        assertThat(second.alreadyOn(ACCESS_LOGS)).contains(PAYROLL);
        assertThat(second.failed()).isEmpty();
        assertThat(tenant.flowLogged()).as("none is there twice").isEqualTo(tenant.vpcs());
        assertWhole(second);
    }

    private void assertWhole(Delivered delivered) {
        assertThat(ledger(delivered)).allSatisfy(e -> assertThat(e.state()).isEqualTo(LedgerEntry.State.ON));
        assertThat(ledger(delivered))
                .hasSize(1 + tenant.buckets().size() + 1 + tenant.vpcs().size());
        assertThat(tenant.accessLogged()).hasSameElementsAs(tenant.buckets());
    }

    @Test
    void respond_oneItemIsUnsuccessful_failsThatItemAlone() throws Exception {
        String full = tenant.vpcs().getFirst();
        String other = tenant.vpcs().getLast();
        proxy.always(Call.query("CreateFlowLogs"), asked -> unsuccessful(asked, full, other));

        Delivered delivered = respond();

        assertThat(delivered.onlyFailure(FLOW_LOGS, Kind.LIMIT, List.of(full)).why())
                .contains("FlowLogsLimitExceeded", "maximum number of flow logs");
        assertThat(delivered.turnedOn(FLOW_LOGS)).containsExactly(other);
        assertThat(tenant.flowLogged()).containsExactly(other);
        assertQueryLogged(delivered);
        assertAccessLogged(delivered, EXPORTS, PAYROLL);
    }

    /**
     * 200 with {@code unsuccessful} items: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html;
     * the code is in https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html.
     */
    private ResponseDefinitionBuilder unsuccessful(Request asked, String refused, String taken)
            throws IOException, InterruptedException {
        String less = asked.getBodyAsString().replaceAll("&ResourceId[.][0-9]+=[^&]*", "") + "&ResourceId.1=" + taken;
        String made = proxy.forward(asked, less).replaceAll("<unsuccessful ?/>", "");
        return Answer.xml(OK, made.replace("</CreateFlowLogsResponse>", """
                <unsuccessful><item><error><code>FlowLogsLimitExceeded</code><message>You have reached the \
                maximum number of flow logs</message></error><resourceId>%s</resourceId></item></unsuccessful>\
                </CreateFlowLogsResponse>""".formatted(refused)));
    }

    @Test
    void respond_bucketsThatAreDenied_failAloneAndDoNotComeAgain() throws Exception {
        tenant = tenant(1, EXPORTS, PAYROLL, "acme-web");
        table();
        proxy.always(Call.getLogging(PAYROLL), Answer.accessDenied());
        proxy.always(Call.putLogging(EXPORTS), Answer.accessDenied());

        Delivered delivered = respond();

        assertThat(delivered.failed()).hasSize(2).allSatisfy(f -> {
            assertThat(f.source()).isEqualTo(ACCESS_LOGS);
            assertThat(f.failure().kind()).isEqualTo(Kind.DENIED);
            assertThat(f.failure().why()).contains("AccessDenied");
        });
        assertThat(delivered.again()).isFalse();
        assertAccessLogged(delivered, "acme-web");
        assertFlowLogged(delivered);
        assertQueryLogged(delivered);
        assertThat(ledger(delivered).stream()
                        .filter(e -> e.targets().getFirst().id().equals(EXPORTS)))
                .singleElement()
                .satisfies(e -> assertThat(e.state()).isEqualTo(LedgerEntry.State.FAILED));
    }

    @Test
    void harden_oneBucketOfManyIsDenied_lightsAllOthers() throws Exception {
        String[] many = new String[20];
        for (int i = 0; i < many.length; i++) {
            many[i] = "acme-%02d".formatted(i);
        }
        tenant = tenant(0, many);
        table();
        proxy.always(Call.getLogging(many[7]), Answer.accessDenied());

        Delivered delivered = deliver(SmallTenant.harden(ACCESS_LOGS));

        assertThat(delivered
                        .onlyFailure(ACCESS_LOGS, Kind.DENIED, List.of(many[7]))
                        .why())
                .contains("its logging could not be read", Moto.ACCOUNT);
        assertThat(tenant.accessLogged()).hasSize(many.length - 1).doesNotContain(many[7]);
        assertThat(delivered.turnedOn(ACCESS_LOGS)).isEqualTo(tenant.accessLogged());
    }
}
