package io.lamplighter.azure.source.vnetflowlogs;

import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LogLocation;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One PUT of a flow log, on one target: Azure takes no batch.
 *
 * @param watcher the id of the network watcher that it hangs under
 * @param name {@link #NAME}, or that of one of ours on the target that Azure could not make, which is made anew: Azure
 *     takes no second flow log on it
 */
record FlowLogStep(ResourceRef target, String watcher, Shape shape, String name) implements Step {
    static final String ACTION = "Microsoft.Network/networkWatchers/flowLogs/write";

    private static final String ID = "{step}";

    /** The step's id is in the name and is known once it is approved. */
    static final String NAME = ExistingFlowLog.NAME + ID;

    private static final String CHILD = "/flowlogs/";
    private static final int VERSION = 2;

    FlowLogStep(ResourceRef target, String watcher, Shape shape) {
        this(target, watcher, shape, NAME);
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public List<ResourceRef> targets() {
        return List.of(target);
    }

    @Override
    public Map<String, Object> request() {
        return Map.of("id", watcher + CHILD + name, "body", body());
    }

    /** The watcher of a request like this one's. */
    static String watcher(Map<String, Object> request) {
        String id = String.valueOf(request.get("id"));
        int child = id.lastIndexOf(CHILD);
        return child < 0 ? id : id.substring(0, child);
    }

    /** The name of the flow log that this entry's step makes. */
    static String name(LedgerEntry entry) {
        String id = String.valueOf(entry.request().get("id"));
        return id.substring(id.lastIndexOf('/') + 1).replace(ID, entry.id());
    }

    /** Whether it makes one anew. */
    boolean anew() {
        return !name.equals(NAME);
    }

    /** https://learn.microsoft.com/rest/api/network-watcher/flow-logs/create-or-update, less the tags. */
    private Map<String, Object> body() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("targetResourceId", target.id());
        properties.put("storageId", shape.store());
        properties.put("enabled", true);
        properties.put("retentionPolicy", Map.of("days", shape.days(), "enabled", true));
        properties.put("format", Map.of("type", "JSON", "version", VERSION));
        String workspace = shape.workspace();
        if (workspace != null) {
            Map<String, Object> analytics = new LinkedHashMap<>();
            analytics.put("enabled", true);
            analytics.put("workspaceResourceId", workspace);
            analytics.put("trafficAnalyticsInterval", shape.analytics());
            properties.put("flowAnalyticsConfiguration", Map.of("networkWatcherFlowAnalyticsConfiguration", analytics));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("location", shape.location());
        body.put("properties", properties);
        return body;
    }

    /** Nothing that recorded is replaced, so there is nothing to put back. */
    @Override
    public Map<String, Object> before() {
        return Map.of();
    }

    @Override
    public LogLocation logs() {
        return new LogLocation(
                shape.blobs() + prefix(),
                "some minutes after there is traffic"
                        + " (https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview)",
                shape.workspace() == null ? overBlobs() : overWorkspace(),
                shape.left());
    }

    /** Where the blobs of this watcher's flow logs of ours begin, as they are really named. */
    private String prefix() {
        ArmId id = ArmId.read(watcher);
        String path =
                id == null ? "" : "%s_%s/%s_%s".formatted(id.subscription(), id.group(), id.name(), "lamplighter-");
        return "insights-logs-flowlogflowevent/flowLogResourceID=/" + path.toUpperCase(Locale.ROOT);
    }

    /** In Azure Data Explorer, which reads a blob where it lies; a tuple is text, its fields by commas. */
    private String overBlobs() {
        return """
                externaldata(records: dynamic)[h@'%s…/PT1H.json;impersonate'] with (format='multijson') \
                | mv-expand record = records \
                | mv-expand flow = record.flowRecords.flows \
                | mv-expand group = flow.flowGroups \
                | mv-expand tuple = group.flowTuples to typeof(string) \
                | extend f = split(tuple, ',') \
                | summarize first = min(unixtime_milliseconds_todatetime(tolong(f[0]))), \
                bytes = sum(tolong(f[10]) + tolong(f[12])), flows = count() \
                by mac = tostring(record.macAddress), source = tostring(f[1]), target = tostring(f[2]), \
                port = toint(f[4]), protocol = toint(f[5]), direction = tostring(f[6]), state = tostring(f[7]) \
                | top 100 by bytes""".formatted(shape.blobs() + prefix());
    }

    private static String overWorkspace() {
        return """
                NTANetAnalytics \
                | where SubType == 'FlowLog' and TimeGenerated > ago(1d) \
                | summarize bytes = sum(BytesSrcToDest + BytesDestToSrc), first = min(FlowStartTime) \
                by SrcIp, DestIp, DestPort, L4Protocol, FlowDirection, FlowStatus \
                | top 100 by bytes""";
    }
}
