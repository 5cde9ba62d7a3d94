package io.lamplighter.azure.scope;

import io.lamplighter.events.Alert;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Learned;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.Scoper.Scoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The scopes of what an alert names by itself: pure, so that they can be told without credentials. */
public final class NamedScopes {
    private NamedScopes() {}

    /**
     * The scopes of an alert, with no call made: what tells no location is taken to be in the alert's, and where that has
     * none either in one of region {@code ""}, since a lookup would find it.
     *
     * @param own the subscription that the tenant's own logs are reached from
     */
    public static Scoped of(Alert alert, String own) {
        Named named = Named.in(alert.resources());
        List<ResourceRef> lost = named.resources().stream()
                .filter(r ->
                        r.region().isEmpty() && Locations.of(alert.region()).isEmpty())
                .toList();
        List<ResourceRef> all = new ArrayList<>(settle(named.resources(), alert.region(), new ArrayList<>()));
        all.addAll(lost);
        return of(alert, named, all, named.notes(), own);
    }

    /** What these are about that logs can be about, each once: a setting or part of a resource is about the resource. */
    public static List<ResourceRef> about(List<ResourceRef> resources) {
        return Named.in(resources).resources();
    }

    /** Gives what still has no region this one; what then has none is left out, and said. */
    static List<ResourceRef> settle(List<ResourceRef> resources, String region, List<String> notes) {
        String here = Locations.of(region);
        List<ResourceRef> settled = new ArrayList<>();
        for (ResourceRef r : Learned.withoutTwins(resources)) {
            if (!r.region().isEmpty()) {
                settled.add(r);
            } else if (!here.isEmpty()) {
                settled.add(new ResourceRef(r.kind(), r.id(), r.account(), here, r.within()));
            } else {
                notes.add("%s was left out: its location is not known".formatted(r.id()));
            }
        }
        // A flow log is no place to look at: what it is a log of is.
        settled.removeIf(r -> r.kind().equals(AzureType.FLOW_LOG));
        return Learned.merge(settled);
    }

    static Scoped of(Alert alert, Named named, List<ResourceRef> resources, List<String> notes, String own) {
        List<String> all = new ArrayList<>(notes);
        List<Scope> scopes = alert.request().breadth() == Breadth.ALL
                ? harden(alert, named, resources, all, own)
                : touched(alert, named, resources, all, own);
        if (scopes.isEmpty()) {
            all.add(
                    alert.request().breadth() == Breadth.ALL
                            ? "nothing is left of what was to be hardened"
                            : "the alert names no subscription that can be");
        }
        return new Scoped(scopes, all.stream().distinct().toList());
    }

    /** What is touched, the Activity log of each subscription that it is in, and Entra's logs where somebody signed in. */
    private static List<Scope> touched(
            Alert alert, Named named, List<ResourceRef> resources, List<String> notes, String own) {
        named.groups()
                .forEach(g -> notes.add(
                        "%s is named without a resource in it: only the Activity log of its subscription tells of it"
                                .formatted(g.text())));
        Set<String> subscriptions = new LinkedHashSet<>();
        Stream.of(
                        resources.stream().map(ResourceRef::account),
                        named.subscriptions().stream(),
                        named.groups().stream().map(ArmId::subscription))
                .flatMap(s -> s)
                .forEach(subscriptions::add);
        if (subscriptions.isEmpty() || !alert.identities().isEmpty()) {
            // An identity alone has no resource yet: what it did is looked up where the alert was raised.
            subscriptions.add(alert.account().isEmpty() ? own : alert.account());
        }
        if (TenantAlone.is(alert)) {
            notes.add(
                    "the alert names nothing in a subscription: the logs of Entra ID are looked at from subscription %s, and what its identities did in the subscriptions within reach"
                            .formatted(own));
        }
        List<ResourceRef> all = new ArrayList<>(resources);
        subscriptions.stream()
                .filter(ArmId::subscription)
                .map(Places::subscription)
                .forEach(all::add);
        if (named.tenant() || !alert.identities().isEmpty()) {
            all.add(Places.tenant(own));
        }
        return group(all, Breadth.TOUCHED);
    }

    /**
     * All there is in the named locations, or the named resources where some were named; a subscription is all that is in
     * it.
     *
     * <p>What was named decides, never what is left of it: a resource that was dropped must not widen a request.
     */
    private static List<Scope> harden(
            Alert alert, Named named, List<ResourceRef> resources, List<String> notes, String own) {
        boolean anything = alert.resources().isEmpty() && alert.identities().isEmpty();
        List<String> subscriptions = anything
                ? Stream.of(alert.account()).filter(ArmId::subscription).toList()
                : named.subscriptions();
        named.groups()
                .forEach(g -> notes.add(
                        "%s was left out: name its resources, or all of its subscription".formatted(g.text())));
        List<Scope> scopes = new ArrayList<>();
        for (String subscription : subscriptions) {
            for (String location : locations(alert, notes)) {
                scopes.add(new Scope(subscription, location, Breadth.ALL, List.of()));
            }
        }
        // All that belongs to no location: the Activity log, Front Doors, and from the own subscription the tenant's
        // logs.
        subscriptions.forEach(s -> scopes.add(new Scope(s, Locations.GLOBAL, Breadth.ALL, List.of())));
        if (named.tenant() && !subscriptions.contains(own)) {
            scopes.addAll(group(List.of(Places.tenant(own)), Breadth.ALL));
        }
        group(resources, Breadth.ALL).stream()
                .filter(s -> scopes.stream()
                        .noneMatch(a ->
                                a.account().equals(s.account()) && a.region().equals(s.region())))
                .toList()
                .forEach(scopes::add);
        return scopes;
    }

    private static List<String> locations(Alert alert, List<String> notes) {
        List<String> asked = alert.request().regions().isEmpty()
                ? List.of(alert.region())
                : alert.request().regions();
        List<String> locations = asked.stream()
                .map(Locations::of)
                .filter(l -> !l.isEmpty() && !l.equals(Locations.GLOBAL))
                .distinct()
                .toList();
        if (locations.isEmpty()) {
            notes.add("no location was named, so that only what belongs to none is hardened");
        }
        return locations;
    }

    /** One scope per subscription and location. */
    static List<Scope> group(List<ResourceRef> resources, Breadth breadth) {
        Map<String, List<ResourceRef>> places = new LinkedHashMap<>();
        Learned.merge(resources)
                .forEach(r -> places.computeIfAbsent(r.account() + " " + r.region(), k -> new ArrayList<>())
                        .add(r));
        return places.values().stream()
                .map(here ->
                        new Scope(here.getFirst().account(), here.getFirst().region(), breadth, here))
                .toList();
    }
}
