package io.lamplighter.aws.faults;

import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.ResourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.route53resolver.model.ResolverQueryLogConfig;
import software.amazon.awssdk.services.route53resolver.model.ResolverQueryLogConfigAssociation;

/**
 * All that is to be seen of a tenant's logging and of its ledger, so that two worlds can be compared: ids that are new in
 * every world are given as what they are of.
 *
 * @param made the id of each thing that is there and was not at first; a bucket's name where its logging is on
 * @param recorded the id of each thing that an entry which is on says it made
 */
record Traces(List<String> world, List<String> ledger, List<String> made, List<String> recorded) {
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
        List<String> ledger = entries.stream()
                .map(e -> "%s %s %s %s left %s"
                        .formatted(
                                e.source(),
                                e.action(),
                                e.targets().stream().map(ResourceRef::id).toList(),
                                e.state(),
                                new TreeMap<>(e.after())))
                .toList();

        Map<String, String> names = new TreeMap<>();
        tenant.vpcs().forEach(v -> names.put(v, "VPC" + tenant.vpcs().indexOf(v)));
        entries.forEach(e -> names.put(e.id(), "STEP " + e.action()));
        flowLogs.forEach(l -> names.put(l.flowLogId(), "FLOWLOG"));
        configurations.forEach(c -> names.put(c.id(), "CONFIGURATION"));
        associations.forEach(a -> names.put(a.id(), "ASSOCIATION"));
        return new Traces(
                named(world, names),
                named(ledger, names),
                made.stream().sorted().toList(),
                entries.stream()
                        .filter(e -> e.state() == LedgerEntry.State.ON)
                        .flatMap(e -> left(e).stream())
                        .sorted()
                        .toList());
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

    private static List<String> named(List<String> lines, Map<String, String> names) {
        return lines.stream()
                .map(line -> {
                    String named = line;
                    for (Map.Entry<String, String> name : names.entrySet()) {
                        named = named.replace(name.getKey(), name.getValue());
                    }
                    return named;
                })
                .sorted()
                .toList();
    }
}
