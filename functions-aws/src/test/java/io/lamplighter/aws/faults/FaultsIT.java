package io.lamplighter.aws.faults;

import static io.lamplighter.aws.faults.BrokenAws.ACCESS_LOGS;
import static io.lamplighter.aws.faults.BrokenAws.EXPORTS;
import static io.lamplighter.aws.faults.BrokenAws.FLOW_LOGS;
import static io.lamplighter.aws.faults.BrokenAws.PAYROLL;
import static io.lamplighter.aws.faults.BrokenAws.QUERY_LOGS;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.events.Failure.Kind;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.reliability.Delivered;
import io.lamplighter.reliability.SourceFaults;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What EC2, S3 and the resolver do wrong in ways of their own. */
class FaultsIT extends SourceFaults<BrokenAws> {
    private static final int OK = 200;

    @Override
    protected BrokenAws broken() {
        return BrokenAws.usual();
    }

    @Override
    protected List<String> writers() {
        return List.of(FLOW_LOGS, ACCESS_LOGS);
    }

    private void assertFlowLogged(Delivered delivered) {
        assertThat(delivered.turnedOn(FLOW_LOGS)).isEqualTo(cloud().tenant().vpcs());
        assertThat(cloud().tenant().flowLogged()).isEqualTo(cloud().tenant().vpcs());
    }

    private void assertQueryLogged(Delivered delivered) {
        assertThat(delivered.turnedOn(QUERY_LOGS)).isEqualTo(cloud().tenant().vpcs());
        assertThat(cloud().tenant().queryLogged()).isEqualTo(cloud().tenant().vpcs());
    }

    private void assertAccessLogged(Delivered delivered, String... buckets) {
        assertThat(delivered.turnedOn(ACCESS_LOGS)).containsExactly(buckets);
        assertThat(cloud().tenant().accessLogged()).containsExactly(buckets);
    }

    @Test
    void respond_eachServiceThrottlesOnce_isSentAgainAndAllIsOn() throws Exception {
        cloud().proxy().once(Call.query("DescribeFlowLogs"), Answer.requestLimitExceeded());
        cloud().proxy().once(Call.resolver("ListResolverQueryLogConfigs"), Answer.throttlingException());
        cloud().proxy().once(Call.putLogging(PAYROLL), Answer.slowDown());

        Delivered delivered = respond();

        assertFlowLogged(delivered);
        assertQueryLogged(delivered);
        assertAccessLogged(delivered, EXPORTS, PAYROLL);
        assertThat(delivered.failed()).isEmpty();
        assertThat(delivered.again()).isFalse();
        assertThat(cloud().proxy().count(Call.query("DescribeFlowLogs"))).isEqualTo(3);
        assertThat(cloud().proxy().count(Call.putLogging(PAYROLL))).isEqualTo(2);
    }

    /** The call is carried out and half of its answer comes; what the SDK sends after that is refused. */
    @Test
    void respond_answersOfTheWritesAreCut_areFoundByTheRedelivery() throws Exception {
        for (var write : List.of(Call.query("CreateFlowLogs"), Call.putLogging(PAYROLL))) {
            cloud().proxy().always(write, Answer.reset());
            cloud().proxy().once(write, asked -> {
                String answer = cloud().proxy().forward(asked);
                return Answer.xml(OK, answer.substring(0, answer.length() / 2));
            });
        }

        Delivered first = respond();

        assertThat(first.turnedOn(FLOW_LOGS)).isEmpty();
        assertQueryLogged(first);
        assertThat(cloud().tenant().flowLogged())
                .as("it was carried out")
                .isEqualTo(cloud().tenant().vpcs());
        assertThat(first.again()).isTrue();
        assertThat(ledger(first).stream().filter(e -> e.action().equals("ec2:CreateFlowLogs")))
                .singleElement()
                .satisfies(e -> assertThat(e.state()).isEqualTo(LedgerEntry.State.PLANNED));

        Delivered second = redeliver();

        assertThat(second.alreadyOn(FLOW_LOGS)).isEqualTo(cloud().tenant().vpcs());
        assertThat(second.alreadyOn(ACCESS_LOGS)).contains(PAYROLL);
        assertWhole(second);
    }

    @Test
    void respond_oneItemIsUnsuccessful_failsThatItemAlone() throws Exception {
        String full = cloud().tenant().vpcs().getFirst();
        String other = cloud().tenant().vpcs().getLast();
        cloud().proxy().always(Call.query("CreateFlowLogs"), asked -> unsuccessful(asked, full, other));

        Delivered delivered = respond();

        assertThat(delivered.onlyFailure(FLOW_LOGS, Kind.LIMIT, List.of(full)).why())
                .contains("FlowLogsLimitExceeded", "maximum number of flow logs");
        assertThat(delivered.turnedOn(FLOW_LOGS)).containsExactly(other);
        assertThat(cloud().tenant().flowLogged()).containsExactly(other);
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
        String made = cloud().proxy().forward(asked, less).replaceAll("<unsuccessful ?/>", "");
        return Answer.xml(OK, made.replace("</CreateFlowLogsResponse>", """
                <unsuccessful><item><error><code>FlowLogsLimitExceeded</code><message>You have reached the \
                maximum number of flow logs</message></error><resourceId>%s</resourceId></item></unsuccessful>\
                </CreateFlowLogsResponse>""".formatted(refused)));
    }

    @Test
    void respond_bucketsThatAreDenied_failAloneAndDoNotComeAgain() throws Exception {
        use(new BrokenAws(BrokenAws.SETTINGS, 1, EXPORTS, PAYROLL, "acme-web"));
        cloud().proxy().always(Call.getLogging(PAYROLL), Answer.accessDenied());
        cloud().proxy().always(Call.putLogging(EXPORTS), Answer.accessDenied());

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
        use(new BrokenAws(BrokenAws.SETTINGS, 0, many));
        cloud().proxy().always(Call.getLogging(many[7]), Answer.accessDenied());

        Delivered delivered = deliver(f -> SmallTenant.opened(f, SmallTenant.harden(ACCESS_LOGS)));

        assertThat(delivered
                        .onlyFailure(ACCESS_LOGS, Kind.DENIED, List.of(many[7]))
                        .why())
                .contains("its logging could not be read", Moto.ACCOUNT);
        assertThat(cloud().tenant().accessLogged()).hasSize(many.length - 1).doesNotContain(many[7]);
        assertThat(delivered.turnedOn(ACCESS_LOGS)).isEqualTo(cloud().tenant().accessLogged());
    }
}
