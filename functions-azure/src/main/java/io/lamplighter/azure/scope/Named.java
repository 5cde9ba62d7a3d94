package io.lamplighter.azure.scope;

import io.lamplighter.events.Details;
import io.lamplighter.events.Learned;
import io.lamplighter.events.ResourceRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What an event names, sorted: its ids are read anew, so that nothing else of an event becomes a place to look at.
 *
 * @param resources those that logs can be about, each with what its id tells of where it lies; the region may be empty
 * @param subscriptions those that are named themselves, or through something that belongs to all of one
 * @param groups the resource groups that are named without a resource in them
 * @param tenant whether something of Entra ID is named
 * @param notes what was left out
 */
record Named(
        List<ResourceRef> resources,
        List<String> subscriptions,
        List<ArmId> groups,
        boolean tenant,
        List<String> notes) {
    private static final String ENTRA = "microsoft.aadiam";

    /** What these hold are no resources with a place: rights, alerts, deployments and policies of what they lie in. */
    private static final Set<String> ABOUT_OTHERS = Set.of(
            "microsoft.advisor",
            "microsoft.authorization",
            "microsoft.consumption",
            "microsoft.costmanagement",
            "microsoft.policyinsights",
            "microsoft.resourcehealth",
            "microsoft.resources",
            "microsoft.security",
            "microsoft.support");

    /** Sign-ins and audits are the server's or the instance's, the access log is the profile's. */
    private static final Set<String> WITH_THEIR_WHOLE =
            Set.of(AzureType.SQL_DATABASE, AzureType.MANAGED_DATABASE, AzureType.CDN_ENDPOINT);

    /** A server has no logs itself: https://learn.microsoft.com/azure/azure-sql/database/auditing-setup */
    private static final String MASTER = "/databases/master";

    Named {
        resources = List.copyOf(resources);
        subscriptions = List.copyOf(subscriptions);
        groups = List.copyOf(groups);
        notes = List.copyOf(notes);
    }

    static Named in(List<ResourceRef> named) {
        List<ResourceRef> resources = new ArrayList<>();
        Set<String> subscriptions = new LinkedHashSet<>();
        Set<ArmId> groups = new LinkedHashSet<>();
        Set<String> notes = new LinkedHashSet<>();
        boolean tenant = false;
        for (ResourceRef r : named) {
            ArmId id = ArmId.read(r.id());
            if (ofEntra(r.id())) {
                tenant = true;
            } else if (id == null) {
                notes.add("a %s was left out: its id can not be one".formatted(Details.text(r.kind())));
            } else if (id.subscription().isEmpty()) {
                notes.add("%s was left out: it is in no subscription".formatted(id.text()));
            } else {
                ArmId own = withoutExtensions(id);
                switch (own.type()) {
                    case AzureType.SUBSCRIPTION -> subscriptions.add(own.subscription());
                    case AzureType.RESOURCE_GROUP -> groups.add(own);
                    default -> resources.addAll(parts(own, Locations.of(r.region()), within(r)));
                }
            }
        }
        List<ResourceRef> merged = Learned.merge(resources);
        return new Named(merged, List.copyOf(subscriptions), List.copyOf(groups), tenant, List.copyOf(notes));
    }

    private static boolean ofEntra(String id) {
        String lower = id.strip().toLowerCase(Locale.ROOT) + "/";
        return lower.startsWith("/providers/" + ENTRA + "/");
    }

    /** A setting or right of a resource is about the resource, one of a group or subscription about that. */
    private static ArmId withoutExtensions(ArmId id) {
        ArmId own = id;
        for (ArmId parent = own.parent(); parent != null && !isPartOf(own, parent); parent = own.parent()) {
            own = parent;
        }
        String provider = own.type().substring(0, own.type().indexOf('/')).toLowerCase(Locale.ROOT);
        if (container(own) || !(ABOUT_OTHERS.contains(provider) || own.type().equals(AzureType.DIAGNOSTIC_SETTING))) {
            return own;
        }
        String home = own.group().isEmpty()
                ? "/subscriptions/" + own.subscription()
                : "/subscriptions/%s/resourcegroups/%s".formatted(own.subscription(), own.group());
        ArmId about = ArmId.read(home);
        return about == null ? own : about;
    }

    /** What is a part of another has a type that goes on from its; an extension has one of its own. */
    private static boolean isPartOf(ArmId id, ArmId parent) {
        String from = parent.type() + "/";
        return id.type().regionMatches(true, 0, from, 0, from.length());
    }

    private static boolean container(ArmId id) {
        return id.type().equals(AzureType.SUBSCRIPTION) || id.type().equals(AzureType.RESOURCE_GROUP);
    }

    /**
     * Itself or the nearest that it is a part of and that is worked with; what logs of its own tell half of, with what it
     * is a part of.
     */
    private static List<ResourceRef> parts(ArmId id, String region, Map<String, String> within) {
        ArmId one = id;
        while (!AzureType.known(one.type()) && one.parent() != null) {
            one = one.parent();
        }
        Map<String, String> all = new LinkedHashMap<>(one.equals(id) ? within : Map.of());
        for (ArmId up = one.parent(); up != null; up = up.parent()) {
            all.put(up.type(), up.text());
        }
        List<ResourceRef> parts = new ArrayList<>();
        parts.add(one.at(region, all));
        ArmId whole = one.parent();
        if (whole != null && WITH_THEIR_WHOLE.contains(one.type())) {
            parts.add(whole.at(region, Map.of()));
        }
        ArmId server = one.up(AzureType.SQL_SERVER);
        if (server != null) {
            ArmId master = ArmId.read(server.text() + MASTER);
            if (master != null && !master.equals(one)) {
                parts.add(master.at(region, Map.of(AzureType.SQL_SERVER, server.text())));
            }
        }
        return parts;
    }

    /** What an event says of where a resource lies, as far as these are ids. */
    private static Map<String, String> within(ResourceRef r) {
        Map<String, String> within = new LinkedHashMap<>();
        for (String value : r.within().values()) {
            ArmId id = ArmId.read(value);
            if (id != null) {
                within.put(id.type(), id.text());
            }
        }
        return within;
    }
}
