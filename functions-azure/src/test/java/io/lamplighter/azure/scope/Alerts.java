package io.lamplighter.azure.scope;

import io.lamplighter.events.Alert;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Indicator;
import io.lamplighter.events.Request;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Alerts and resources of one subscription, for tests. */
public final class Alerts {
    public static final String SUBSCRIPTION = "11112222-3333-4444-5555-666677778888";
    public static final String LOCATION = "westeurope";
    public static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourcegroups/shop";

    private Alerts() {}

    public static Alert naming(ResourceRef... resources) {
        return alert(Request.RESPOND, List.of(resources), List.of());
    }

    public static Alert by(Identity identity, ResourceRef... resources) {
        return alert(Request.RESPOND, List.of(resources), List.of(identity));
    }

    public static Alert harden(List<String> regions, ResourceRef... resources) {
        return alert(new Request(Breadth.ALL, regions, List.of()), List.of(resources), List.of());
    }

    private static Alert alert(Request request, List<ResourceRef> resources, List<Identity> identities) {
        return new Alert(
                "2518298467986649999_4d25bfef-2d77-4a08-adc0-3e35715cc92a",
                "defender",
                "VM_SuspiciousScreenSaver",
                "a title",
                Severity.HIGH,
                Instant.parse("2026-11-24T09:30:00Z"),
                SUBSCRIPTION,
                LOCATION,
                resources,
                identities,
                List.of(new Indicator("ip", "198.51.100.7")),
                request);
    }

    /** The same alert, raised elsewhere. */
    public static Alert raised(Alert alert, String account, String region) {
        return new Alert(
                alert.id(),
                alert.origin(),
                alert.type(),
                alert.title(),
                alert.severity(),
                alert.time(),
                account,
                region,
                alert.resources(),
                alert.identities(),
                alert.indicators(),
                alert.request());
    }

    /** The id of a resource of the resource group shop, such as {@code id("Microsoft.Compute/virtualMachines/web")}. */
    public static String id(String tail) {
        return read(GROUP + "/providers/" + tail).text();
    }

    public static ArmId read(String text) {
        return Objects.requireNonNull(ArmId.read(text), text);
    }

    /** Such a resource, in westeurope. */
    public static ResourceRef ref(String tail) {
        return ref(tail, LOCATION, Map.of());
    }

    public static ResourceRef ref(String tail, Map<String, String> within) {
        return ref(tail, LOCATION, within);
    }

    public static ResourceRef ref(String tail, String location, Map<String, String> within) {
        return read(id(tail)).at(location, within);
    }

    public static Scope scope(ResourceRef... resources) {
        return new Scope(SUBSCRIPTION, LOCATION, Breadth.TOUCHED, List.of(resources));
    }

    /** The scope of what belongs to no location. */
    public static Scope nowhere(ResourceRef... more) {
        return new Scope(
                SUBSCRIPTION,
                Locations.GLOBAL,
                Breadth.TOUCHED,
                Stream.concat(Stream.of(Places.subscription(SUBSCRIPTION)), Stream.of(more))
                        .toList());
    }
}
