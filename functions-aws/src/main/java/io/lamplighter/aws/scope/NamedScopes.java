package io.lamplighter.aws.scope;

import io.lamplighter.events.Alert;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Learned;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.Scoper.Scoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The scopes of what an alert names by itself: pure, so that they can be told without credentials. */
public final class NamedScopes {
    private static final Set<String> IN_A_VPC =
            Set.of(AwsType.EKS_CLUSTER, AwsType.DB_INSTANCE, AwsType.DB_CLUSTER, AwsType.FUNCTION);

    private NamedScopes() {}

    /** Resources with a place each; a bucket may keep the region {@code ""}, which means that nobody named it. */
    record Placed(List<ResourceRef> resources, List<String> notes) {}

    /**
     * The scopes of an alert, with no call made: a bucket whose region nobody named is taken to be in the alert's, and
     * where an instance's network interfaces are not named its subnet or VPC stands for them.
     */
    public static Scoped of(Alert alert) {
        Placed placed = place(alert.resources(), alert.account(), alert.region());
        List<ResourceRef> resources = new ArrayList<>(settle(placed.resources(), alert.region()));
        for (Unknowns.Question question : Unknowns.in(placed.resources(), placed.resources(), alert.region())) {
            if (question.lookup() == Unknowns.Lookup.INSTANCES) {
                question.about().forEach(i -> resources.addAll(around(i)));
            }
        }
        return of(alert, Learned.merge(resources), placed.notes());
    }

    private static List<ResourceRef> around(ResourceRef instance) {
        String vpc = instance.within().getOrDefault(AwsType.VPC, "");
        String subnet = instance.within().getOrDefault(AwsType.SUBNET, "");
        if (vpc.isEmpty()) {
            return List.of();
        }
        return List.of(
                subnet.isEmpty()
                        ? Learned.beside(instance, AwsType.VPC, vpc, Map.of())
                        : Learned.beside(instance, AwsType.SUBNET, subnet, Map.of(AwsType.VPC, vpc)));
    }

    /** Drops what can be nowhere, and gives what has no place the alert's. */
    static Placed place(List<ResourceRef> resources, String account, String region) {
        List<ResourceRef> placed = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (ResourceRef r : resources) {
            boolean bucket = r.kind().equals(AwsType.BUCKET);
            String owner = r.account().isEmpty() ? account : r.account();
            String here = bucket && r.region().isEmpty() ? "" : Places.regionOr(r.region(), region);
            if (Places.possible(owner, here.isEmpty() ? region : here)) {
                placed.add(new ResourceRef(r.kind(), r.id(), owner, here, r.within()));
            } else {
                notes.add("a %s was left out: its account or region can not be".formatted(r.kind()));
            }
        }
        return new Placed(Learned.merge(placed), notes.stream().distinct().toList());
    }

    /** Gives the buckets that still have no region this one. */
    static List<ResourceRef> settle(List<ResourceRef> resources, String region) {
        return Learned.merge(resources.stream()
                .map(r -> r.region().isEmpty() ? new ResourceRef(r.kind(), r.id(), r.account(), region, r.within()) : r)
                .toList());
    }

    static Scoped of(Alert alert, List<ResourceRef> resources, List<String> notes) {
        List<String> all = new ArrayList<>(notes);
        boolean everything = alert.request().breadth() == Breadth.ALL;
        List<Scope> scopes = new ArrayList<>(everything ? harden(alert, resources) : group(resources, Breadth.TOUCHED));
        boolean known = scopes.stream().anyMatch(s -> s.account().equals(alert.account()));
        if (everything && scopes.isEmpty()) {
            all.add("nothing is left of what was to be hardened");
        } else if (!everything
                && (scopes.isEmpty() || (!known && !alert.identities().isEmpty()))) {
            // An identity alone has no resource yet: what it did is looked up where the alert was raised.
            scopes.add(new Scope(alert.account(), alert.region(), Breadth.TOUCHED, List.of()));
        }
        if (scopes.removeIf(s -> !Places.possible(s.account(), s.region()))) {
            all.add("the alert's own account or region can not be");
        }
        return new Scoped(scopes, all);
    }

    /**
     * All there is in the named regions, or the named resources where some were named; an account is all that is in it.
     *
     * <p>What was named decides, never what is left of it: a resource that was dropped must not widen a request.
     */
    private static List<Scope> harden(Alert alert, List<ResourceRef> resources) {
        List<String> regions = alert.request().regions().isEmpty()
                ? List.of(alert.region())
                : alert.request().regions();
        List<String> accounts = resources.stream()
                .filter(r -> r.kind().equals(AwsType.ACCOUNT))
                .map(ResourceRef::account)
                .distinct()
                .toList();
        List<Scope> scopes = new ArrayList<>();
        boolean named = !alert.resources().isEmpty() || !alert.identities().isEmpty();
        for (String account : named ? accounts : List.of(alert.account())) {
            regions.stream().distinct().forEach(r -> scopes.add(new Scope(account, r, Breadth.ALL, List.of())));
        }
        group(resources, Breadth.ALL).stream()
                .map(NamedScopes::withoutAccounts)
                .filter(s -> !s.resources().isEmpty())
                .filter(s -> scopes.stream()
                        .noneMatch(a ->
                                a.account().equals(s.account()) && a.region().equals(s.region())))
                .toList()
                .forEach(scopes::add);
        return scopes;
    }

    private static Scope withoutAccounts(Scope scope) {
        List<ResourceRef> others = scope.resources().stream()
                .filter(r -> !r.kind().equals(AwsType.ACCOUNT))
                .toList();
        return new Scope(scope.account(), scope.region(), scope.breadth(), others);
    }

    /** One scope per account and region; a shared VPC goes to its owner's. */
    static List<Scope> group(List<ResourceRef> resources, Breadth breadth) {
        List<ResourceRef> all = withHomes(resources);
        Map<String, List<ResourceRef>> places = new LinkedHashMap<>();
        all.forEach(r -> places.computeIfAbsent(r.account() + " " + r.region(), k -> new ArrayList<>())
                .add(r));
        List<Scope> scopes = new ArrayList<>();
        for (List<ResourceRef> here : places.values()) {
            ResourceRef first = here.getFirst();
            List<ResourceRef> seen = new ArrayList<>(here);
            all.stream().filter(vpc -> sharedWith(vpc, here)).forEach(seen::add);
            scopes.add(new Scope(first.account(), first.region(), breadth, seen));
        }
        return scopes;
    }

    /** Adds the VPCs of what has no network interface of its own to show: clusters, databases and functions. */
    private static List<ResourceRef> withHomes(List<ResourceRef> resources) {
        List<ResourceRef> all = new ArrayList<>(resources);
        for (ResourceRef r : resources) {
            String vpc = r.within().get(AwsType.VPC);
            if (vpc != null && IN_A_VPC.contains(r.kind()) && all.stream().noneMatch(o -> isVpc(o, vpc, r.region()))) {
                all.add(new ResourceRef(AwsType.VPC, vpc, r.account(), r.region()));
            }
        }
        return all;
    }

    private static boolean isVpc(ResourceRef r, String id, String region) {
        return r.kind().equals(AwsType.VPC) && r.id().equals(id) && r.region().equals(region);
    }

    /** Another account's VPC in which these lie: it is shown beside them, so that nobody takes it for their own. */
    private static boolean sharedWith(ResourceRef vpc, List<ResourceRef> here) {
        return here.stream()
                .filter(r ->
                        r.kind().equals(AwsType.NETWORK_INTERFACE) || r.kind().equals(AwsType.SUBNET))
                .anyMatch(r -> isVpc(vpc, r.within().getOrDefault(AwsType.VPC, ""), r.region())
                        && !vpc.account().equals(r.account()));
    }
}
