package io.lamplighter.aws.source.vpcflowlogs;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.KnownFailure;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Aim;
import io.lamplighter.events.Approved;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Evidence;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Judge;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Mode;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Scope;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * VPC flow logs, on the narrowest of network interface, subnet and VPC that was touched.
 *
 * <p>Three calls for an alert: one look at the interfaces with all that they lie in, one create, one look at what it
 * made. The evidence bucket's policy must be there before: {@code s3:PutBucketPolicy} is not granted, so that EC2 cannot
 * rewrite it on our behalf.
 */
@Singleton
@Grants(
        read = {"ec2:DescribeFlowLogs", "ec2:DescribeVpcs"},
        write = {"ec2:CreateFlowLogs", "ec2:DeleteFlowLogs"},
        behind = {"ec2:CreateTags", "logs:CreateLogDelivery", "logs:DeleteLogDelivery"})
public final class VpcFlowLogs implements LogSource<FlowLogFacts, FlowLogStep> {
    /** Its id in settings, tables and docs. */
    public static final String ID = "aws.vpc-flow-logs";

    private static final String IDS = "FlowLogIds";

    private final Clients clients;
    private final Settings settings;

    public VpcFlowLogs(Clients clients, Settings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Aim aim(Scope scope) {
        if (sweeps(scope)) {
            return new Aim(Level.VPC.word(), List.of(), true, "every VPC here");
        }
        List<ResourceRef> targets = targets(scope);
        for (Level level : Level.values()) {
            if (targets.stream().anyMatch(t -> level == Level.of(t))) {
                String why = "the narrowest that was touched: no flow log wider than it has to be";
                return new Aim(level.word(), targets, false, why);
            }
        }
        return new Aim(Level.VPC.word(), List.of(), false, "nothing in a VPC was touched");
    }

    private static boolean sweeps(Scope scope) {
        return scope.breadth() == Breadth.ALL && scope.resources().isEmpty();
    }

    /** What was touched, less what something narrower that was touched lies in. */
    private static List<ResourceRef> targets(Scope scope) {
        List<ResourceRef> targets = new ArrayList<>();
        for (ResourceRef touched : scope.resources()) {
            boolean wider = scope.resources().stream()
                    .anyMatch(r -> Level.of(r) != null
                            && touched.id().equals(r.within().get(touched.kind()))
                            && !touched.same(r));
            if (Level.of(touched) != null && !wider && targets.stream().noneMatch(touched::same)) {
                targets.add(touched);
            }
        }
        return targets;
    }

    @Override
    public Set<String> makes() {
        return Set.of(AwsType.FLOW_LOG);
    }

    @Override
    public FlowLogFacts observe(Scope scope) {
        FlowLogApi api = api(scope.account(), scope.region());
        if (sweeps(scope)) {
            return facts(scope, api.vpcs(scope.region()), api.all());
        }
        List<ResourceRef> targets = targets(scope);
        Set<String> ids = new TreeSet<>();
        for (ResourceRef target : targets) {
            for (Level level : Level.values()) {
                ids.add(level.kind().equals(target.kind()) ? target.id() : outer(target, level));
            }
        }
        ids.removeIf(id -> Level.ofId(id) == null);
        return facts(scope, targets, api.on(ids));
    }

    private static String outer(ResourceRef target, Level level) {
        return target.within().getOrDefault(level.kind(), "");
    }

    private FlowLogFacts facts(Scope scope, List<ResourceRef> targets, List<ExistingFlowLog> logs) {
        String partition = PartitionMetadata.of(Region.of(scope.region())).id();
        String bucket = settings.evidenceBucket(scope.account(), scope.region());
        return new FlowLogFacts(scope.account(), "arn:%s:s3:::%s".formatted(partition, bucket), targets, logs);
    }

    @Override
    public Judge<FlowLogFacts, FlowLogStep> judge() {
        return FlowLogJudge::of;
    }

    @Override
    public FlowLogStep narrow(FlowLogStep step, List<ResourceRef> targets) {
        return new FlowLogStep(step.level(), targets, step.store());
    }

    @Override
    public Evidence enact(Approved<FlowLogStep> step) {
        FlowLogApi api = api(step.account(), step.region());
        FlowLogApi.Created created = api.create(step);
        try {
            return readBack(api, step, created);
        } catch (RuntimeException e) {
            return unread(step, created, e);
        }
    }

    private static Evidence readBack(FlowLogApi api, Approved<FlowLogStep> step, FlowLogApi.Created created) {
        List<ExistingFlowLog> there = new ArrayList<>(api.ofStep(step.id()));
        Map<String, Failure> unlit = new HashMap<>(created.refused());
        if (!created.taken().isEmpty()) {
            List<ExistingFlowLog> others = api.on(created.taken());
            if (there.isEmpty() && others.isEmpty() && created.ids().isEmpty()) {
                throw new KnownFailure(new Failure(Failure.Kind.UNAVAILABLE, "EC2 does not list it yet"), null);
            }
            created.taken().forEach(id -> unlit.put(id, taken(id, others)));
            others.stream().filter(l -> l.flaw() == null).forEach(there::add);
        }
        Set<String> made = new TreeSet<>(created.ids());
        return evidence(step.planned(), there, unlit, made);
    }

    /** What EC2 answered to the create is ours and is kept, whatever became of the look at it. */
    private static Evidence unread(Approved<FlowLogStep> step, FlowLogApi.Created created, RuntimeException thrown) {
        if (created.ids().isEmpty() && !created.taken().isEmpty()) {
            throw AwsFailures.whoseIsUnknown(thrown);
        }
        Failure failure = AwsFailures.readingBack(thrown);
        return new Evidence(
                List.of(),
                step.step().targets().stream()
                        .map(t -> new Evidence.Unlit(t, created.refused().getOrDefault(t.id(), failure)))
                        .toList(),
                left(new TreeSet<>(created.ids())));
    }

    private static Map<String, Object> left(Set<String> made) {
        return made.isEmpty() ? Map.of() : Map.of(IDS, List.copyOf(made));
    }

    /** EC2 says that an equal flow log is there; one that is good is light, and this is for one that is not. */
    private static Failure taken(String id, List<ExistingFlowLog> others) {
        String flaws = others.stream()
                .filter(l -> l.resource().equals(id))
                .map(ExistingFlowLog::flaw)
                .filter(f -> f != null)
                .collect(Collectors.joining("; "));
        return flaws.isEmpty()
                ? new Failure(Failure.Kind.CONFLICT, "EC2 found an equal flow log in this batch and made none")
                : new Failure(Failure.Kind.INVALID, "EC2 takes no second flow log to the same place: " + flaws);
    }

    @Override
    public Evidence verify(LedgerEntry entry) {
        return evidence(entry, api(entry.account(), entry.region()).ofStep(entry.id()), Map.of(), new TreeSet<>());
    }

    private static Evidence evidence(
            LedgerEntry entry, List<ExistingFlowLog> there, Map<String, Failure> unlit, Set<String> made) {
        there.stream().filter(l -> l.madeBy(entry)).map(ExistingFlowLog::id).forEach(made::add);
        Failure unseen = made.isEmpty()
                ? new Failure(Failure.Kind.GONE, "no flow log of this step is on it")
                : new Failure(Failure.Kind.UNAVAILABLE, "EC2 does not list its flow log yet");
        List<Evidence.Lit> lit = new ArrayList<>();
        List<Evidence.Unlit> not = new ArrayList<>();
        for (ResourceRef target : entry.targets()) {
            ExistingFlowLog log = there.stream()
                    .filter(l -> l.resource().equals(target.id()))
                    .findFirst()
                    .orElse(null);
            String flaw = log == null ? null : log.flaw();
            if (log == null) {
                not.add(new Evidence.Unlit(target, unlit.getOrDefault(target.id(), unseen)));
            } else if (flaw != null) {
                not.add(new Evidence.Unlit(target, new Failure(Failure.Kind.INVALID, flaw)));
            } else {
                lit.add(new Evidence.Lit(target, seen(log, entry), log.madeBy(entry)));
            }
        }
        return new Evidence(lit, not, left(made));
    }

    private static String seen(ExistingFlowLog log, LedgerEntry entry) {
        if (!log.madeBy(entry)) {
            return "somebody else lit it at the same time: " + log.evidence();
        }
        return log.delivery().isEmpty()
                ? "the flow log is active and has nothing to deliver yet"
                : "the flow log is active, its delivery says " + log.delivery();
    }

    @Override
    public Restoration undo(LedgerEntry entry, Mode mode) {
        FlowLogApi api = api(entry.account(), entry.region());
        List<ExistingFlowLog> there = api.byId(recorded(entry));
        if (there.isEmpty()) {
            return new Restoration.NothingLeft("none of the flow logs that this step made is there any more");
        }
        List<ExistingFlowLog> ours = there.stream().filter(l -> l.madeBy(entry)).toList();
        List<ExistingFlowLog> theirs =
                there.stream().filter(l -> !l.madeBy(entry)).toList();
        String stays = theirs.isEmpty() ? "" : refusal(theirs);
        if (ours.isEmpty()) {
            return new Restoration.Refused(stays);
        }
        String names = ours.stream().map(l -> l.id() + " on " + l.resource()).collect(Collectors.joining(", "));
        if (mode == Mode.PROPOSE) {
            return new Restoration.Proposed("would delete " + names + (stays.isEmpty() ? "" : "; " + stays));
        }
        FlowLogApi.Deleted deleted =
                api.delete(ours.stream().map(ExistingFlowLog::id).toList());
        Failure failure = left(api, ours, deleted);
        if (failure != null) {
            return new Restoration.Failed(failure, deleted.requests());
        }
        return stays.isEmpty()
                ? new Restoration.Restored("deleted " + names, deleted.requests())
                : new Restoration.Refused(stays + "; deleted " + names, deleted.requests());
    }

    private static String refusal(List<ExistingFlowLog> theirs) {
        return theirs.stream()
                .map(l -> "%s on %s is not ours any more: its tags are %s, not our step's, so it stays"
                        .formatted(l.id(), l.resource(), l.tags()))
                .collect(Collectors.joining("; "));
    }

    /** Looks again; why something is still there, or null. */
    private static @Nullable Failure left(FlowLogApi api, List<ExistingFlowLog> ours, FlowLogApi.Deleted deleted) {
        List<String> ids = ours.stream().map(ExistingFlowLog::id).toList();
        List<ExistingFlowLog> left = api.byId(ids);
        if (left.isEmpty()) {
            return null;
        }
        String first = left.getFirst().id();
        Failure why = deleted.refused()
                .getOrDefault(first, new Failure(Failure.Kind.UNAVAILABLE, "EC2 took the call and still lists it"));
        return new Failure(
                why.kind(),
                "%d of %d flow logs are still there, %s among them: %s"
                        .formatted(left.size(), ids.size(), first, why.why()));
    }

    private static List<String> recorded(LedgerEntry entry) {
        return entry.after().get(IDS) instanceof List<?> ids
                ? ids.stream().map(String::valueOf).sorted().toList()
                : List.of();
    }

    private FlowLogApi api(String account, String region) {
        return new FlowLogApi(clients.ec2(account, region));
    }
}
