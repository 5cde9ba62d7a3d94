package io.lamplighter.aws.source.resolverquerylogs;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Pace;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.source.resolverquerylogs.QueryLogStep.AssociateVpc;
import io.lamplighter.aws.source.resolverquerylogs.QueryLogStep.CreateConfiguration;
import io.lamplighter.events.Aim;
import io.lamplighter.events.Approved;
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
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.route53resolver.model.ResourceNotFoundException;

/**
 * Route 53 Resolver query logs, per VPC: one configuration per account and region, made once and shared by all its VPCs,
 * since a region takes only twenty.
 */
@Singleton
@Grants(
        read = {
            "ec2:DescribeVpcs",
            "route53resolver:GetResolverQueryLogConfig",
            "route53resolver:GetResolverQueryLogConfigAssociation",
            "route53resolver:ListResolverQueryLogConfigAssociations",
            "route53resolver:ListResolverQueryLogConfigs"
        },
        write = {
            "route53resolver:AssociateResolverQueryLogConfig",
            "route53resolver:CreateResolverQueryLogConfig",
            "route53resolver:DeleteResolverQueryLogConfig",
            "route53resolver:DisassociateResolverQueryLogConfig"
        },
        behind = {
            "iam:CreateServiceLinkedRole",
            "logs:CreateLogDelivery",
            "logs:DeleteLogDelivery",
            "logs:GetLogDelivery",
            "logs:ListLogDeliveries",
            "logs:UpdateLogDelivery",
            "route53resolver:TagResource",
            "s3:ListBucket"
        })
public final class ResolverQueryLogs implements LogSource<QueryLogFacts, QueryLogStep> {
    private final Clients clients;
    private final Settings settings;
    private final Pause pause;
    private final Pace pace;

    /** The ids of our configurations by account and region: a step of a plan needs what the step before it made. */
    private final Map<OurConfiguration, String> made;

    @Inject
    public ResolverQueryLogs(Clients clients, Settings settings) {
        this(
                clients,
                settings,
                () -> Thread.sleep(Duration.ofSeconds(1)),
                new Pace(ResolverCalls.WRITES, ResolverCalls.WINDOW),
                new ConcurrentHashMap<>());
    }

    ResolverQueryLogs(Clients clients, Settings settings, Pause pause, Pace pace, Map<OurConfiguration, String> made) {
        this.clients = clients;
        this.settings = settings;
        this.pause = pause;
        this.pace = pace;
        this.made = made;
    }

    @Override
    public String id() {
        return "aws.resolver-query-logs";
    }

    @Override
    public Aim aim(Scope scope) {
        return VpcAim.of(scope);
    }

    @Override
    public Set<String> makes() {
        return Set.of(AwsType.QUERY_LOG);
    }

    @Override
    public QueryLogFacts observe(Scope scope) {
        Aim aim = aim(scope);
        OurConfiguration ours = OurConfiguration.of(scope.account(), scope.region(), settings);
        String remembered = made.get(ours);
        ResolverCalls calls = calls(scope.account(), scope.region());
        try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<ResourceRef>> named = beside.submit(() -> aim.everything() ? calls.vpcs() : aim.targets());
            Future<List<Configuration>> listed = remembered != null ? null : beside.submit(calls::configurations);
            // What several values of one filter mean is not documented; a region has a page or two of them.
            ResolverCalls.Associations all = aim.targets().size() == 1
                    ? calls.associations(
                            Association.VPC, aim.targets().getFirst().id())
                    : calls.associations();
            List<ResourceRef> vpcs = named.get();
            Set<String> ids = vpcs.stream().map(ResourceRef::id).collect(Collectors.toSet());
            List<Association> associations =
                    all.found().stream().filter(a -> ids.contains(a.vpc())).toList();
            if (listed == null && associations.isEmpty()) {
                return new QueryLogFacts(ours, vpcs, associations, all.inRegion(), List.of(), remembered);
            }
            List<Configuration> configurations = listed == null ? calls.configurations() : listed.get();
            remember(ours, configurations);
            return new QueryLogFacts(ours, vpcs, associations, all.inRegion(), configurations, null);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("broken off while looking", e);
        }
    }

    private ResolverCalls calls(String account, String region) {
        return new ResolverCalls(clients, pace, account, region);
    }

    private void remember(OurConfiguration ours, List<Configuration> listed) {
        String id = listed.stream()
                .filter(ours::is)
                .filter(Configuration::healthy)
                .map(Configuration::id)
                .min(Comparator.naturalOrder())
                .orElse(null);
        if (id == null) {
            made.remove(ours);
        } else {
            made.put(ours, id);
        }
    }

    @Override
    public Judge<QueryLogFacts, QueryLogStep> judge() {
        return QueryLogJudge::judge;
    }

    @Override
    public QueryLogStep narrow(QueryLogStep step, List<ResourceRef> targets) {
        return switch (step) {
            case CreateConfiguration create -> new CreateConfiguration(create.ours(), targets);
            case AssociateVpc one -> one;
        };
    }

    @Override
    public Evidence enact(Approved<QueryLogStep> step) {
        ResolverCalls calls = calls(step.account(), step.region());
        return switch (step.step()) {
            case CreateConfiguration create -> create(calls, create, step);
            case AssociateVpc one -> associate(calls, one);
        };
    }

    private Evidence create(ResolverCalls calls, CreateConfiguration create, Approved<QueryLogStep> step) {
        Configuration configuration = calls.create(create.ours(), step);
        if (configuration.healthy()) {
            made.put(create.ours(), configuration.id());
            return new Evidence(List.of(), List.of(), configuration.left());
        }
        Failure failure = new Failure(
                Failure.Kind.INVALID,
                "the configuration %s came out %s: look at the evidence bucket %s and its policy"
                        .formatted(
                                configuration.id(),
                                configuration.status(),
                                create.ours().bucket()));
        return new Evidence(
                List.of(),
                create.targets().stream()
                        .map(t -> new Evidence.Unlit(t, failure))
                        .toList(),
                configuration.left());
    }

    private Evidence associate(ResolverCalls calls, AssociateVpc step) {
        String id = step.configuration() != null ? step.configuration() : made.get(step.ours());
        if (id == null) {
            return AssociationEvidence.nothing(
                    step.vpc(),
                    Failure.Kind.INVALID,
                    "there is no configuration to associate it with, since the step that makes it was not carried out");
        }
        Association association;
        try {
            association = calls.associate(id, step.vpc().id());
        } catch (ResourceNotFoundException e) {
            // It does not say of which of the two; one VPC that is gone must not cost the others their configuration.
            if (calls.configuration(id) != null) {
                throw e;
            }
            made.remove(step.ours(), id);
            return AssociationEvidence.nothing(
                    step.vpc(),
                    Failure.Kind.CONFLICT,
                    "the configuration %s is not there any more; the next delivery makes it again".formatted(id));
        }
        Association back;
        try {
            back = calls.association(association.id());
        } catch (RuntimeException e) {
            Evidence.Unlit unread = new Evidence.Unlit(step.vpc(), AwsFailures.readingBack(e));
            return new Evidence(List.of(), List.of(unread), association.left());
        }
        return back != null
                ? AssociationEvidence.of(step.vpc(), back)
                : AssociationEvidence.nothing(
                        step.vpc(), Failure.Kind.CONFLICT, "its association was gone again when it was read back");
    }

    @Override
    public Evidence verify(LedgerEntry entry) {
        ResolverCalls calls = calls(entry.account(), entry.region());
        OurConfiguration ours = OurConfiguration.of(entry.account(), entry.region(), settings);
        return switch (entry.action()) {
            case CreateConfiguration.ACTION -> {
                Map<String, Object> left = calls.configurations().stream()
                        .filter(c -> c.madeBy(entry))
                        .findFirst()
                        .map(Configuration::left)
                        .orElse(Map.of());
                yield new Evidence(List.of(), List.of(), left);
            }
            default -> verifyAssociation(calls, ours, entry);
        };
    }

    private static Evidence verifyAssociation(ResolverCalls calls, OurConfiguration ours, LedgerEntry entry) {
        ResourceRef vpc = entry.targets().getFirst();
        Object asked = entry.request().getOrDefault(Association.CONFIGURATION, AssociateVpc.MADE_BEFORE);
        Set<?> to = asked.equals(AssociateVpc.MADE_BEFORE)
                ? calls.configurations().stream()
                        .filter(ours::is)
                        .map(Configuration::id)
                        .collect(Collectors.toSet())
                : Set.of(asked);
        return calls.associations(Association.VPC, vpc.id()).found().stream()
                .filter(a -> to.contains(a.configuration()))
                .findFirst()
                .map(a -> AssociationEvidence.of(vpc, a))
                .orElseGet(() -> AssociationEvidence.nothing(
                        vpc, Failure.Kind.GONE, "it is not associated with our configuration"));
    }

    @Override
    public Restoration undo(LedgerEntry entry, Mode mode) {
        // Whatever comes of it, the next look has to ask the service again.
        made.remove(OurConfiguration.of(entry.account(), entry.region(), settings));
        try {
            return new QueryLogUndo(calls(entry.account(), entry.region()), pause).undo(entry, mode);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("broken off while the last associations were being removed", e);
        }
    }
}
