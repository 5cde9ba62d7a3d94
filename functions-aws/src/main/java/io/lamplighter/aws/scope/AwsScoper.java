package io.lamplighter.aws.scope;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.scope.Unknowns.Question;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Learned;
import io.lamplighter.events.Reach;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.Scoper;
import io.lamplighter.events.SideBySide;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * From an alert to scopes, with a lookup only where the event names too little.
 *
 * <p>What a lookup brings may need another (a task names its network interface, and not the VPC of that), so they go in
 * rounds; nothing is asked twice, and nothing outside the reach: those scopes are returned as they were named, for the
 * loop to refuse.
 */
@Singleton
@Grants(
        read = {
            "ec2:DescribeInstances",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ecs:DescribeContainerInstances",
            "ecs:DescribeTasks",
            "eks:DescribeCluster",
            "lambda:GetFunctionConfiguration",
            "rds:DescribeDBClusters",
            "rds:DescribeDBInstances",
            "rds:DescribeDBSubnetGroups",
            "s3:ListBucket"
        })
public final class AwsScoper implements Scoper {
    private static final int ROUNDS = 3;
    private static final Duration ROUND_LIMIT = Duration.ofSeconds(15);

    private final Clients clients;
    private final Reach reach;
    private final Duration limit;

    @Inject
    public AwsScoper(Clients clients, Settings settings) {
        this(clients, settings, ROUND_LIMIT);
    }

    AwsScoper(Clients clients, Settings settings, Duration limit) {
        this.clients = clients;
        this.reach = settings.reachFrom(clients.home().account());
        this.limit = limit;
    }

    @Override
    public Scoped scope(Alert alert) {
        NamedScopes.Placed placed = NamedScopes.place(alert.resources(), alert.account(), alert.region());
        NamedScopes.Placed known = learn(placed, alert.region());
        return NamedScopes.of(alert, NamedScopes.settle(known.resources(), alert.region()), known.notes());
    }

    @Override
    public Scoped group(List<ResourceRef> resources) {
        String region = clients.home().region();
        NamedScopes.Placed known =
                learn(NamedScopes.place(resources, clients.home().account(), region), region);
        return new Scoped(
                NamedScopes.group(NamedScopes.settle(known.resources(), region), Breadth.TOUCHED), known.notes());
    }

    private NamedScopes.Placed learn(NamedScopes.Placed placed, String region) {
        List<ResourceRef> resources = placed.resources();
        List<String> notes = new ArrayList<>(placed.notes());
        notes.addAll(Unknowns.groupsAlone(resources));
        Set<String> asked = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<SideBySide.Question<Learned>> questions = new ArrayList<>();
            for (Question question : Unknowns.in(open(resources, asked), resources, region)) {
                if (reach.holds(new Scope(question.account(), question.region(), Breadth.TOUCHED, List.of()))) {
                    questions.add(new SideBySide.Question<>(question.sentence(), () -> answer(question)));
                }
            }
            if (questions.isEmpty()) {
                break;
            }
            SideBySide.Answers<Learned> answers = SideBySide.ask(questions, limit, new AwsFailures());
            notes.addAll(answers.failures());
            List<ResourceRef> more = new ArrayList<>(resources);
            for (Learned learned : answers.values()) {
                notes.addAll(learned.notes());
                more.addAll(learned.resources());
                learned.moved().forEach(m -> more.removeIf(m::same));
            }
            // A bucket whose region is known now stands for the one that had none.
            resources = Learned.merge(Learned.withoutTwins(more));
        }
        return new NamedScopes.Placed(resources, notes);
    }

    private static List<ResourceRef> open(List<ResourceRef> resources, Set<String> asked) {
        return resources.stream()
                .filter(r -> asked.add(r.kind() + " " + r.account() + " " + r.region() + " " + r.id()))
                .toList();
    }

    private Learned answer(Question question) {
        String account = question.account();
        String region = question.region();
        List<ResourceRef> about = question.about();
        return switch (question.lookup()) {
            case INSTANCES -> NetworkLookup.instances(clients.ec2(account, region), about);
            case NETWORK_INTERFACES -> NetworkLookup.networkInterfaces(clients.ec2(account, region), about);
            case SUBNETS -> NetworkLookup.subnets(clients.ec2(account, region), about);
            case FUNCTION -> FunctionLookup.function(clients.lambda(account, region), about.getFirst());
            case EKS_CLUSTER -> ContainerLookup.eksCluster(clients.eks(account, region), about.getFirst());
            case ECS_TASKS -> ContainerLookup.tasks(clients.ecs(account, region), about);
            case DB_INSTANCES -> StoreLookup.dbInstances(clients.rds(account, region), about);
            case DB_CLUSTERS -> StoreLookup.dbClusters(clients.rds(account, region), about);
            case BUCKET -> StoreLookup.bucket(clients.s3(account, region), about.getFirst(), region);
        };
    }
}
