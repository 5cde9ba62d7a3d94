package io.lamplighter.aws.faults;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.function.Lamps;
import io.lamplighter.aws.source.s3accesslogs.S3AccessLogs;
import io.lamplighter.aws.source.vpcflowlogs.VpcFlowLogs;
import io.lamplighter.aws.table.TableCreation;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.reliability.BrokenCloud;
import io.lamplighter.reliability.HandClock;
import io.lamplighter.shell.BeanParts;
import io.lamplighter.shell.Variables;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two VPCs and two buckets, on the emulator behind a proxy that makes calls go wrong. */
final class BrokenAws implements BrokenCloud {
    static final Settings SETTINGS = Settings.from(Map.of(Variables.MODE, "act"));
    static final String FLOW_LOGS = VpcFlowLogs.ID;
    static final String ACCESS_LOGS = S3AccessLogs.ID;
    static final String QUERY_LOGS = "aws.resolver-query-logs";
    static final String PAYROLL = "acme-payroll";
    static final String EXPORTS = "acme-exports";

    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private final FaultProxy proxy = new FaultProxy(Moto.shared().endpoint());
    private final HandClock clock = HandClock.fromNow();
    private final Settings settings;
    private final SmallTenant tenant;

    BrokenAws(Settings settings, int vpcs, String... buckets) {
        this.settings = settings;
        Moto.shared().reset();
        this.tenant = SmallTenant.make(Moto.shared().clients(SETTINGS), SETTINGS, vpcs, buckets);
        new TableCreation(Moto.shared().clients(SETTINGS), SETTINGS).create();
    }

    static BrokenAws usual() {
        return new BrokenAws(SETTINGS, 2, PAYROLL, EXPORTS);
    }

    FaultProxy proxy() {
        return proxy;
    }

    SmallTenant tenant() {
        return tenant;
    }

    @Override
    public HandClock clock() {
        return clock;
    }

    @Override
    public BeanParts function() {
        return new Lamps(Moto.clients(proxy.endpoint(), settings), settings, clock);
    }

    @Override
    public List<Message> message(BeanParts function) {
        return SmallTenant.opened(function, tenant.respond());
    }

    @Override
    public Map<String, List<String>> dark() {
        return new TreeMap<>(Map.of(
                FLOW_LOGS,
                tenant.vpcs(),
                QUERY_LOGS,
                tenant.vpcs(),
                ACCESS_LOGS,
                tenant.buckets().stream().sorted().toList()));
    }

    @Override
    public List<String> lit(String source) {
        return switch (source) {
            case FLOW_LOGS -> tenant.flowLogged();
            case QUERY_LOGS -> tenant.queryLogged();
            default -> tenant.accessLogged();
        };
    }

    /** A flow log step for all VPCs, one for each bucket, a configuration and its associations. */
    @Override
    public int steps() {
        return 1 + tenant.buckets().size() + 1 + tenant.vpcs().size();
    }

    @Override
    public int writes() {
        return proxy.count(Call.query("CreateFlowLogs"))
                + proxy.count(Call.putLogging(".*"))
                + proxy.count(Call.resolver("CreateResolverQueryLogConfig"))
                + proxy.count(Call.resolver("AssociateResolverQueryLogConfig"));
    }

    /** What goes wrong for a source costs this. */
    private List<String> cost(String source) {
        return source.equals(ACCESS_LOGS) ? List.of(PAYROLL) : tenant.vpcs();
    }

    private static ResponseDefinitionBuilder throttling(String source) {
        return switch (source) {
            case FLOW_LOGS -> Answer.requestLimitExceeded();
            case QUERY_LOGS -> Answer.throttlingException();
            default -> Answer.slowDown();
        };
    }

    private static RequestPatternBuilder write(String source) {
        return source.equals(FLOW_LOGS) ? Call.query("CreateFlowLogs") : Call.putLogging(PAYROLL);
    }

    @Override
    public List<String> throttlesLook(String source) {
        RequestPatternBuilder look = switch (source) {
            case FLOW_LOGS -> Call.query("DescribeFlowLogs");
            case QUERY_LOGS -> Call.resolver("ListResolverQueryLogConfigs");
            default -> Call.getLogging(PAYROLL);
        };
        proxy.always(look, throttling(source));
        return cost(source);
    }

    @Override
    public String throttled(String source) {
        return switch (source) {
            case FLOW_LOGS -> "RequestLimitExceeded";
            case QUERY_LOGS -> "ThrottlingException";
            default -> "SlowDown";
        };
    }

    @Override
    public List<String> failsWrites(String source) {
        proxy.always(
                write(source),
                source.equals(FLOW_LOGS)
                        ? Answer.ec2(SERVER_ERROR, "InternalError", "An internal error has occurred.")
                        : Answer.s3(UNAVAILABLE, "ServiceUnavailable", "Service is unable to handle request."));
        return cost(source);
    }

    @Override
    public List<String> losesAnswers(String source, Lost how) {
        proxy.always(write(source), how == Lost.RESET_AND_THEN_THROTTLED ? throttling(source) : Answer.reset());
        proxy.once(write(source), asked -> {
            proxy.forward(asked);
            return Answer.reset();
        });
        return cost(source);
    }

    @Override
    public void hangsLook(Runnable came) {
        proxy.hangs(Call.query("DescribeFlowLogs"), asked -> came.run());
    }

    @Override
    public void hangsWrites(Runnable carriedOut) {
        proxy.hangs(Call.query("CreateFlowLogs"), asked -> {
            proxy.forward(asked);
            carriedOut.run();
        });
    }

    @Override
    public void hangsMarks() {
        proxy.hangs(Call.handsOffMarks(), asked -> {});
    }

    @Override
    public List<String> lastWaitedFor() {
        return List.of(FLOW_LOGS, ACCESS_LOGS);
    }

    @Override
    public void cutsTable() {
        proxy.always(Call.table(), Answer.reset());
    }

    @Override
    public void deniesLedger() {
        proxy.always(Call.table("TransactWriteItems"), Answer.tableDenied());
    }

    @Override
    public void losesSettlings() {
        proxy.always(Call.table("UpdateItem").withRequestBody(WireMock.containing("settledAt")), Answer.tableDenied());
        proxy.always(
                Call.table("TransactWriteItems").withRequestBody(WireMock.containing("MADE#")), Answer.tableDenied());
    }

    @Override
    public void heal() {
        proxy.heal();
    }

    @Override
    public void close() {
        proxy.close();
    }
}
