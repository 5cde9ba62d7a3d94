package io.lamplighter.azure.faults;

import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.function.Lamps;
import io.lamplighter.azure.source.activitylog.ActivityLog;
import io.lamplighter.azure.source.diagnosticsettings.DiagnosticSettings;
import io.lamplighter.azure.source.vnetflowlogs.VnetFlowLogs;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.reliability.BrokenCloud;
import io.lamplighter.reliability.HandClock;
import io.lamplighter.shell.BeanParts;
import io.lamplighter.shell.Variables;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Two networks, two vaults and the subscription's own log, in front of real clients whose calls go wrong. */
final class BrokenAzure implements BrokenCloud {
    static final String FLOW_LOGS = VnetFlowLogs.ID;
    static final String SETTINGS = DiagnosticSettings.ID;
    static final String ACTIVITY = ActivityLog.ID;

    static final String FLOW_LOG_READ = "Microsoft.Network/networkWatchers/flowLogs/read";
    static final String FLOW_LOG_WRITE = "Microsoft.Network/networkWatchers/flowLogs/write";
    static final String SETTING_READ = "Microsoft.Insights/diagnosticSettings/read";
    static final String SETTING_WRITE = "Microsoft.Insights/diagnosticSettings/write";

    /** The table's rows that are neither a finding's nor its lease's: index, day and step rows. */
    private static final Pattern OTHER_ROWS = Pattern.compile("\"PartitionKey\":\"(?!finding-)");

    private static final int SERVER_ERROR = 500;
    private static final int THROTTLED = 429;

    private final ArmFake arm = new ArmFake();
    private final HandClock clock = HandClock.fromNow();
    private final TableTrouble table = new TableTrouble(arm.endpoint());
    private final List<String> sources;
    private final SmallTenant tenant;

    /** One in which only these sources are within reach. */
    BrokenAzure(String... sources) {
        this.sources = List.of(sources);
        this.tenant = SmallTenant.make(
                arm,
                2,
                2,
                Map.of(
                        Variables.REACH,
                        "accounts=%s;sources=%s".formatted(SmallTenant.SUBSCRIPTION, String.join(",", sources))));
    }

    static BrokenAzure usual() {
        return new BrokenAzure(ACTIVITY, SETTINGS, FLOW_LOGS);
    }

    ArmFake arm() {
        return arm;
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
        return new Lamps(tenant.clients(table), tenant.settings(), clock);
    }

    @Override
    public List<Message> message(BeanParts function) {
        return SmallTenant.opened(function, tenant.respond());
    }

    @Override
    public Map<String, List<String>> dark() {
        Map<String, List<String>> dark = new TreeMap<>(Map.of(
                FLOW_LOGS, tenant.networks(), SETTINGS, tenant.vaults(), ACTIVITY, List.of(SmallTenant.ACCOUNT)));
        dark.keySet().retainAll(sources);
        return dark;
    }

    @Override
    public List<String> lit(String source) {
        return tenant.lit().getOrDefault(source, List.of());
    }

    /** One for each of them. */
    @Override
    public int steps() {
        return dark().values().stream().mapToInt(List::size).sum();
    }

    @Override
    public int writes() {
        return (int) arm.requests().stream()
                .filter(c ->
                        c.permission().equals(FLOW_LOG_WRITE) || c.permission().equals(SETTING_WRITE))
                .count();
    }

    private String within(String source) {
        return switch (source) {
            case ACTIVITY -> SmallTenant.ACCOUNT + "/providers/microsoft.insights/";
            case SETTINGS -> tenant.vaults().getFirst();
            default -> "";
        };
    }

    /** What goes wrong there costs this. */
    private List<String> cost(String source) {
        List<String> all = dark().getOrDefault(source, List.of());
        return source.equals(SETTINGS) ? all.subList(0, 1) : all;
    }

    private static String write(String source) {
        return source.equals(FLOW_LOGS) ? FLOW_LOG_WRITE : SETTING_WRITE;
    }

    @Override
    public List<String> throttlesLook(String source) {
        arm.faults().refuses(source.equals(FLOW_LOGS) ? FLOW_LOG_READ : SETTING_READ, within(source), THROTTLED, "");
        return cost(source);
    }

    @Override
    public String throttled(String source) {
        return "TooManyRequests";
    }

    @Override
    public List<String> failsWrites(String source) {
        arm.faults().refuses(write(source), within(source), SERVER_ERROR, "InternalServerError");
        return cost(source);
    }

    @Override
    public List<String> losesAnswers(String source, Lost how) {
        // Nobody hears of the first long-running operation to follow it, and the second waits for nobody.
        arm.operationsTake(0, 0);
        switch (how) {
            case RESET -> arm.faults().breaksAfter(write(source), within(source));
            case RESET_AND_THEN_THROTTLED -> {
                arm.faults().breaksFirstAfter(write(source), within(source));
                arm.faults().refuses(write(source), within(source), THROTTLED, "");
            }
        }
        return cost(source);
    }

    @Override
    public void hangsLook(Runnable came) {
        arm.faults().hangs(FLOW_LOG_READ, false, came);
    }

    @Override
    public void hangsWrites(Runnable carriedOut) {
        arm.faults().hangs(FLOW_LOG_WRITE, true, carriedOut);
    }

    @Override
    public void hangsMarks() {
        arm.faults().hangs("Microsoft.Resources/subscriptions/resources/read", false, () -> {});
    }

    @Override
    public List<String> lastWaitedFor() {
        return List.of(FLOW_LOGS, SETTINGS);
    }

    @Override
    public void cutsTable() {
        table.cuts();
    }

    @Override
    public void deniesLedger() {
        table.denies(body -> OTHER_ROWS.matcher(body).find());
    }

    @Override
    public void losesSettlings() {
        table.denies(body -> body.contains("\"state\":\"ON\""));
    }

    @Override
    public void heal() {
        arm.faults().heal();
        arm.finishOperations();
        table.heal();
    }

    @Override
    public void close() {
        arm.close();
    }
}
