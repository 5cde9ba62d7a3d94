package io.lamplighter.aws.faults;

import io.lamplighter.events.LedgerEntry;
import io.lamplighter.reliability.Traces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.route53resolver.model.ResolverQueryLogConfig;
import software.amazon.awssdk.services.route53resolver.model.ResolverQueryLogConfigAssociation;

/** The traces of a tenant; a bucket's name is what is made where its logging is on. */
final class LoggingTraces {
    private LoggingTraces() {}

    static Traces of(SmallTenant tenant, List<LedgerEntry> entries) {
        List<FlowLog> flowLogs = tenant.flowLogs();
        List<ResolverQueryLogConfig> configurations = tenant.configurations();
        List<ResolverQueryLogConfigAssociation> associations = tenant.associations();
        List<String> made = new ArrayList<>();
        List<String> world = new ArrayList<>();
        tenant.loggings().forEach((bucket, logging) -> {
            world.add("bucket %s: %s".formatted(bucket, logging));
            if (!logging.isEmpty()) {
                made.add(bucket);
            }
        });
        for (FlowLog log : flowLogs) {
            made.add(log.flowLogId());
            world.add("flow log on %s: %s %s to %s as %s of %s"
                    .formatted(
                            log.resourceId(),
                            log.flowLogStatus(),
                            log.trafficTypeAsString(),
                            log.logDestination(),
                            log.logFormat(),
                            tags(log)));
        }
        for (ResolverQueryLogConfig one : configurations) {
            made.add(one.id());
            world.add("configuration %s of %s: %s to %s for %d VPCs"
                    .formatted(
                            one.name(),
                            one.creatorRequestId(),
                            one.statusAsString(),
                            one.destinationArn(),
                            one.associationCount()));
        }
        for (ResolverQueryLogConfigAssociation one : associations) {
            made.add(one.id());
            world.add("association of %s with %s: %s"
                    .formatted(one.resourceId(), one.resolverQueryLogConfigId(), one.statusAsString()));
        }

        Map<String, String> names = new TreeMap<>();
        tenant.vpcs().forEach(v -> names.put(v, "VPC" + tenant.vpcs().indexOf(v)));
        entries.forEach(e -> names.put(e.id(), "STEP " + e.action()));
        flowLogs.forEach(l -> names.put(l.flowLogId(), "FLOWLOG"));
        configurations.forEach(c -> names.put(c.id(), "CONFIGURATION"));
        associations.forEach(a -> names.put(a.id(), "ASSOCIATION"));
        return Traces.of(world, made, entries, LoggingTraces::left, names);
    }

    private static String tags(FlowLog log) {
        return log.tags().stream()
                .map(t -> t.key() + "=" + t.value())
                .sorted()
                .toList()
                .toString();
    }

    /** By the ledger's own words for what each call leaves. */
    private static List<String> left(LedgerEntry entry) {
        Map<String, Object> after = entry.after();
        if (after.get("FlowLogIds") instanceof List<?> ids) {
            return ids.stream().map(String::valueOf).toList();
        }
        return after.containsKey("LoggingEnabled")
                ? List.of(entry.targets().getFirst().id())
                : List.of(String.valueOf(after.get("Id")));
    }
}
