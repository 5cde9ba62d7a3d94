package io.lamplighter.shell;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Indicator;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Request;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
public class AlertDraft {
    private static final int LONGEST_ID = 2048;
    private static final int LONGEST_INDICATOR = 512;

    /** The forms that a cloud's names have. */
    public interface Forms {
        /** Why something cannot be in this account and region, or empty. */
        String misplaced(String what, String account, String region);

        /** Whether a resource of a kind can have an id. */
        boolean possible(String kind, String id);

        /** Whether a resource of this kind is told by its id alone, and may be named without its region. */
        boolean anywhere(String kind);
    }

    private final Forms forms;
    private final String account;
    private final String region;
    private final Map<String, ResourceRef> resources = new LinkedHashMap<>();
    private final Set<Identity> identities = new LinkedHashSet<>();
    private final Set<Indicator> indicators = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();

    protected AlertDraft(Forms forms, String account, String region) {
        this.forms = forms;
        this.account = account;
        this.region = region;
        String wrong = forms.misplaced("the event", account, region);
        if (!wrong.isEmpty()) {
            problems.add(wrong);
        }
    }

    public final String account() {
        return account;
    }

    public final String region() {
        return region;
    }

    /** What is named so far. */
    protected final Collection<ResourceRef> resources() {
        return Collections.unmodifiableCollection(resources.values());
    }

    /** Something that cannot be: the first is what the sender is told. */
    public final void impossible(String why) {
        problems.add(why);
    }

    /** Notes an account or a region that cannot be. */
    public final void place(String what, String someAccount, String someRegion) {
        String wrong = forms.misplaced(what, someAccount, someRegion);
        if (!wrong.isEmpty()) {
            impossible(wrong);
        }
    }

    /** A resource of the event's own account and region. */
    public final void resource(String kind, String id, Map<String, String> within) {
        resource(kind, id, account, region, within);
    }

    /** A resource; only what may be anywhere may have an empty region. */
    public final void resource(String kind, String id, String owner, String where, Map<String, String> within) {
        if (nothing(id) || (id.length() <= LONGEST_ID && !forms.possible(kind, id))) {
            return;
        }
        if (id.length() > LONGEST_ID) {
            impossible("a resource's id is longer than %d characters".formatted(LONGEST_ID));
            return;
        }
        boolean anywhere = forms.anywhere(kind);
        place("a resource", owner, anywhere && where.isEmpty() ? region : where);
        Map<String, String> known = new LinkedHashMap<>();
        within.forEach((k, v) -> {
            if (!nothing(v) && forms.possible(k, v)) {
                known.put(k, v);
            }
        });
        String key = anywhere ? kind + id : "%s %s %s %s".formatted(kind, id, owner, where);
        resources.merge(key, new ResourceRef(kind, id, owner, where, known), AlertDraft::both);
    }

    private static ResourceRef both(ResourceRef one, ResourceRef other) {
        Map<String, String> within = new LinkedHashMap<>(other.within());
        within.putAll(one.within());
        return new ResourceRef(one.kind(), one.id(), one.account(), Words.or(one.region(), other.region()), within);
    }

    public final void identity(String kind, String id) {
        if (!nothing(id) && id.length() <= LONGEST_ID) {
            identities.add(new Identity(kind, id));
        }
    }

    public final void indicator(String kind, String value) {
        if (!nothing(value)) {
            indicators.add(new Indicator(
                    kind, value.length() > LONGEST_INDICATOR ? value.substring(0, LONGEST_INDICATOR) : value));
        }
    }

    private static boolean nothing(String text) {
        return text.isBlank() || text.equals("null");
    }

    /** Whether the event names no resource. */
    public final boolean nowhere() {
        return resources.isEmpty();
    }

    /** Whether the event names nobody and nothing. */
    public final boolean empty() {
        return resources.isEmpty() && identities.isEmpty();
    }

    /** The end of it: an alert, or what is wrong with it. */
    public final Parsed read(
            String id, String origin, String type, String title, Severity severity, Instant time, Request request) {
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
    public final String problem() {
        return problems.isEmpty() ? "" : problems.getFirst();
    }

    /** A field that is of a type that nothing can be read from. */
    public static boolean unreadable(JsonNode node) {
        return node.isValueNode() && !node.isNull() && !node.isMissingNode();
    }
}
