package io.lamplighter.aws.scope;

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

/** Alerts, resources and scopes for the tests here. */
public final class Alerts {
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

    static Alert with(Alert alert, Identity identity) {
        return alert(alert.request(), alert.resources(), List.of(identity));
    }

    private static Alert alert(Request request, List<ResourceRef> resources, List<Identity> identities) {
        return new Alert(
                "arn:aws:guardduty:eu-west-1:111122223333:detector/d0/finding/f0",
                "guardduty",
                "Backdoor:EC2/C&CActivity.B!DNS",
                "a title",
                Severity.HIGH,
                Instant.parse("2026-11-24T09:30:00Z"),
                FakeCloud.ACCOUNT,
                FakeCloud.REGION,
                resources,
                identities,
                List.of(new Indicator("ip", "198.51.100.7")),
                request);
    }

    public static ResourceRef ref(String kind, String id) {
        return new ResourceRef(kind, id, FakeCloud.ACCOUNT, FakeCloud.REGION);
    }

    public static ResourceRef ref(String kind, String id, Map<String, String> within) {
        return new ResourceRef(kind, id, FakeCloud.ACCOUNT, FakeCloud.REGION, within);
    }

    public static Scope scope(ResourceRef... resources) {
        return new Scope(FakeCloud.ACCOUNT, FakeCloud.REGION, Breadth.TOUCHED, List.of(resources));
    }
}
