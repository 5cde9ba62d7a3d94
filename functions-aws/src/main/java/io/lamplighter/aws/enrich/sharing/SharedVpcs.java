package io.lamplighter.aws.enrich.sharing;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Cut;
import io.lamplighter.events.Details;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Gathered;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SideBySide;
import io.lamplighter.events.SideBySide.Answers;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * Which VPCs are another account's: a participant sees them and may log its own network interfaces there, and nothing
 * wider (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-limitations.html).
 *
 * <p>One call an account and region, beside the sources, since most VPCs are one's own; what is the owner's joins the
 * scope there.
 */
@Singleton
@Grants(read = "ec2:DescribeVpcs")
public final class SharedVpcs implements Enricher {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MOST = 100;

    private final Clients clients;

    public SharedVpcs(Clients clients) {
        this.clients = clients;
    }

    @Override
    public String id() {
        return "shared-vpc";
    }

    @Override
    public boolean applies(Alert alert, List<Scope> scopes) {
        return scopes.stream().anyMatch(s -> !Sharing.vpcs(s).isEmpty());
    }

    @Override
    public Enrichment enrich(Alert alert, List<Scope> scopes) {
        List<SideBySide.Question<Answers<Sharing>>> questions = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Scope scope : scopes) {
            Cut<String> vpcs = Cut.of(
                    List.copyOf(Sharing.vpcs(scope)),
                    MOST,
                    "VPCs in %s were not asked for their owner".formatted(scope.region()),
                    v -> v);
            notes.addAll(vpcs.notes());
            if (!vpcs.kept().isEmpty()) {
                questions.add(new SideBySide.Question<>(
                        "whose the VPCs in %s are".formatted(scope.region()), () -> look(scope, vpcs.kept())));
            }
        }
        Answers<Answers<Sharing>> asked = SideBySide.ask(questions, LIMIT, new AwsFailures());
        List<Sharing> shared =
                asked.values().stream().flatMap(a -> a.values().stream()).toList();
        asked.values().forEach(a -> notes.addAll(a.failures()));
        List<Map<String, Object>> details = shared.stream()
                .map(s -> new Details()
                        .put("id", s.vpc())
                        .put("owner", s.owner())
                        .put("sharedWith", s.scope().account())
                        .map())
                .toList();
        Enrichment told = Gathered.of(
                id(),
                new Answers<>(List.of(details), asked.failures()).and(notes),
                "vpcs",
                "no VPC here is another account's",
                all -> all.stream()
                        .map(v -> "%s is shared by account %s, which alone can log its DNS queries"
                                .formatted(v.get("id"), v.get("owner")))
                        .collect(Collectors.joining("; ")));
        return told instanceof Enrichment.Found f
                ? new Enrichment.Found(
                        f.id(),
                        f.summary(),
                        f.details(),
                        shared.stream().flatMap(s -> s.ofOwner().stream()).toList(),
                        f.notes())
                : told;
    }

    private Answers<Sharing> look(Scope scope, List<String> ids) {
        Filter byId = Filter.builder().name("vpc-id").values(ids).build();
        List<Sharing> shared = new ArrayList<>();
        Set<String> gone = new LinkedHashSet<>(ids);
        for (Vpc vpc : clients.ec2(scope.account(), scope.region())
                .describeVpcsPaginator(r -> r.filters(byId))
                .vpcs()) {
            gone.remove(vpc.vpcId());
            if (vpc.ownerId() != null && !vpc.ownerId().equals(scope.account())) {
                shared.add(new Sharing(scope, vpc.vpcId(), vpc.ownerId()));
            }
        }
        return new Answers<>(
                shared,
                gone.stream()
                        .map(v -> "%s is not in account %s, %s, or not any more"
                                .formatted(v, scope.account(), scope.region()))
                        .toList());
    }
}
