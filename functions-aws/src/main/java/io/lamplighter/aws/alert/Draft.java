package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Indicator;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Request;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Severity;
import io.lamplighter.shell.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an event names, gathered while it is read; one impossible thing in it makes the whole untrustworthy.
 *
 * <p>What is empty, {@code null} or no id that its kind can have is left out, what is named twice is kept once with all that is known of it.
 */
final class Draft {
    private static final int LONGEST_ID = 2048;
    private static final int LONGEST_INDICATOR = 512;

    private final String account;
    private final String region;
    private final Map<String, ResourceRef> resources = new LinkedHashMap<>();
    private final Set<Identity> identities = new LinkedHashSet<>();
    private final Set<Indicator> indicators = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();

    Draft(String account, String region) {
        this.account = account;
        this.region = region;
        place("the event", account, region);
    }

    String account() {
        return account;
    }

    String region() {
        return region;
    }

    /** Something that cannot be: the first is what the sender is told. */
    void impossible(String why) {
        problems.add(why);
    }

    /** The VPCs that what is named so far lies in. */
    Set<String> vpcs() {
        Set<String> vpcs = new LinkedHashSet<>();
        resources.values().forEach(r -> vpcs.add(r.within().getOrDefault(AwsType.VPC, "")));
        return vpcs;
    }

    /** The id of the one resource of a kind that is named so far; empty if there is none or there are several. */
    String only(String kind) {
        List<ResourceRef> some =
                resources.values().stream().filter(r -> r.kind().equals(kind)).toList();
        return some.size() == 1 ? some.getFirst().id() : "";
    }

    /** Notes an account or a region that cannot be. */
    void place(String what, String someAccount, String someRegion) {
        if (!Arn.account(someAccount)) {
            impossible("%s is in account \"%s\", which cannot be: an account has 12 digits"
                    .formatted(what, Words.quote(someAccount)));
        }
        if (!Arn.region(someRegion)) {
            impossible("%s is in region \"%s\", which cannot be".formatted(what, Words.quote(someRegion)));
        }
    }

    /** A resource of the event's own account and region. */
    void resource(String kind, String id, Map<String, String> within) {
        resource(kind, id, account, region, within);
    }

    /** A bucket: its name tells no region, and it need not live in the event's. */
    void bucket(String name, String owner, String where) {
        resource(AwsType.BUCKET, name, owner, where, Map.of());
    }

    /** A resource; only a bucket's region may be empty. */
    void resource(String kind, String id, String owner, String where, Map<String, String> within) {
        if (nothing(id) || (id.length() <= LONGEST_ID && !IdForm.possible(kind, id))) {
            return;
        }
        if (id.length() > LONGEST_ID) {
            impossible("a resource's id is longer than %d characters".formatted(LONGEST_ID));
            return;
        }
        boolean anywhere = kind.equals(AwsType.BUCKET) && where.isEmpty();
        place("a resource", owner, anywhere ? region : where);
        Map<String, String> known = new LinkedHashMap<>();
        within.forEach((k, v) -> {
            if (!nothing(v) && IdForm.possible(k, v)) {
                known.put(k, v);
            }
        });
        String key = kind.equals(AwsType.BUCKET) ? kind + id : "%s %s %s %s".formatted(kind, id, owner, where);
        resources.merge(key, new ResourceRef(kind, id, owner, where, known), Draft::both);
    }

    private static ResourceRef both(ResourceRef one, ResourceRef other) {
        Map<String, String> within = new LinkedHashMap<>(other.within());
        within.putAll(one.within());
        return new ResourceRef(one.kind(), one.id(), one.account(), Words.or(one.region(), other.region()), within);
    }

    void identity(String kind, String id) {
        if (!nothing(id) && id.length() <= LONGEST_ID) {
            identities.add(new Identity(kind, id));
        }
    }

    void indicator(String kind, String value) {
        if (!nothing(value)) {
            indicators.add(new Indicator(
                    kind, value.length() > LONGEST_INDICATOR ? value.substring(0, LONGEST_INDICATOR) : value));
        }
    }

    private static boolean nothing(String text) {
        return text.isBlank() || text.equals("null");
    }

    /** Whether the event names no resource. */
    boolean nowhere() {
        return resources.isEmpty();
    }

    /** Whether the event names nobody and nothing. */
    boolean empty() {
        return resources.isEmpty() && identities.isEmpty();
    }

    /** The end of it: an alert, or what is wrong with it. */
    Parsed read(String id, String origin, String type, String title, Severity severity, Instant time, Request request) {
        if (id.isBlank() || id.length() > LONGEST_ID) {
            return new Parsed.Rejected("it has no id, or one that cannot be");
        }
        if (type.isBlank()) {
            return new Parsed.Rejected("it has no type");
        }
        if (!problems.isEmpty()) {
            return new Parsed.Rejected(problems.getFirst());
        }
        return new Parsed.Read(new Alert(
                id,
                origin,
                Words.title(type),
                Words.title(title),
                severity,
                time,
                account,
                region,
                List.copyOf(resources.values()),
                List.copyOf(identities),
                List.copyOf(indicators),
                request));
    }

    /** Why what is wrong so far rejects the event, or empty. */
    String problem() {
        return problems.isEmpty() ? "" : problems.getFirst();
    }

    /** A field that is of a type that nothing can be read from. */
    static boolean unreadable(JsonNode node) {
        return node.isValueNode() && !node.isNull() && !node.isMissingNode();
    }
}
