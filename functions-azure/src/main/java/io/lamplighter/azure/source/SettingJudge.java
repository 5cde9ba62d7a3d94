package io.lamplighter.azure.source;

import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.source.SettingFacts.Logged;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Ids;
import io.lamplighter.events.Plan;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Verdict;
import io.lamplighter.shell.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the diagnostic settings of a target mean, over all of them and category by category: from values alone. */
public final class SettingJudge {
    private static final String NAME = "lamplighter-";
    private static final int NAME_DIGITS = 8;

    private final SettingFacts facts;
    private final SettingRules rules;
    private final Logged seen;
    private final List<ResourceRef> target;
    private final List<Setting> settings;

    private SettingJudge(SettingFacts facts, SettingRules rules, Logged seen) {
        this.facts = facts;
        this.rules = rules;
        this.seen = seen;
        this.target = List.of(seen.target());
        this.settings = seen.settings().stream()
                .sorted(Comparator.comparing(Setting::name))
                .toList();
    }

    /** One verdict for each target. */
    public static List<Verdict<SettingStep>> of(SettingFacts facts, SettingRules rules) {
        return facts.targets().stream()
                .map(t -> new SettingJudge(facts, rules, t).verdict())
                .toList();
    }

    /** Whether this can be the id of something that has settings; nothing else is asked about. */
    static boolean isAsked(SettingApi api, ResourceRef target) {
        return switch (api) {
            case TENANT -> target.id().equals(SettingApi.TENANT_ID);
            case RESOURCE -> {
                ArmId id = ArmId.read(target.id());
                yield id != null
                        && id.text().equals(target.id())
                        && id.subscription().equals(target.account());
            }
        };
    }

    private Verdict<SettingStep> verdict() {
        if (!isAsked(rules.api(), seen.target())) {
            return new Verdict.Undecidable<>(target, "this is no id of a resource, so it was not asked about");
        }
        Failure unreadable = seen.unreadable();
        if (unreadable != null && seen.ungranted()) {
            return new Verdict.Missing<>(
                    target,
                    unreadable.why(),
                    new Plan.Blocked<>(SettingApi.GRANT, needs(rules.licences().keySet())));
        }
        if (unreadable != null) {
            return new Verdict.Undecidable<>(target, unreadable);
        }
        if (seen.wanted().isEmpty()) {
            return new Verdict.Undecidable<>(target, "Azure offers no logs of it to send, at most metrics");
        }
        List<Category> dark = seen.wanted().stream()
                .filter(c -> lighting(c) == null)
                .sorted(Comparator.comparing(Category::name))
                .toList();
        return dark.isEmpty()
                ? new Verdict.Covered<>(target, evidence())
                : new Verdict.Missing<>(target, why(dark), plan(dark));
    }

    /** The setting by which this category arrives somewhere, or null. */
    private @Nullable Setting lighting(Category category) {
        return settings.stream()
                .filter(s -> s.names(category))
                .filter(s -> s.destinations().stream().anyMatch(d -> !dead(d)))
                .findFirst()
                .orElse(null);
    }

    private boolean dead(String destination) {
        DestinationSeen there = facts.destinations().get(destination);
        return there != null && there.dead();
    }

    private String evidence() {
        Map<String, String> lines = new TreeMap<>();
        for (Category category : seen.wanted()) {
            Setting by = lighting(category);
            if (by != null) {
                String to = by.destinations().stream()
                        .filter(d -> !dead(d))
                        .map(this::looked)
                        .collect(Collectors.joining(" and "));
                lines.put(by.name(), "setting %s sends to %s".formatted(by.name(), to));
            }
        }
        String licences = rules.licences(names(seen.wanted()));
        return Stream.concat(lines.values().stream(), Stream.of(licences))
                .filter(l -> !l.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** What has to be given first: the grant, and licences for these categories. */
    private String needs(Collection<String> categories) {
        return Stream.of(rules.api().grant(), rules.licences(categories))
                .filter(n -> !n.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private String looked(String destination) {
        DestinationSeen there = facts.destinations().get(destination);
        return there == null ? destination : there.named(destination);
    }

    private String why(List<Category> dark) {
        List<String> whys = new ArrayList<>();
        whys.add(
                dark.size() == seen.wanted().size()
                                && settings.stream()
                                        .noneMatch(s -> dark.stream().anyMatch(s::names))
                        ? "no diagnostic setting sends its logs"
                        : String.join(", ", names(dark)) + " arrive nowhere");
        for (Setting setting : settings) {
            List<Category> lost = dark.stream().filter(setting::names).toList();
            if (!lost.isEmpty()) {
                String to = setting.destinations().stream()
                        .map(d -> "%s, where nothing arrives: %s".formatted(d, deadWhy(d)))
                        .collect(Collectors.joining(" and "));
                whys.add("setting %s sends %s to %s"
                        .formatted(setting.name(), String.join(", ", names(lost)), to.isEmpty() ? "no place" : to));
            }
        }
        if (!facts.sinks().left().isEmpty() && !facts.sinks().ids().isEmpty()) {
            whys.add("left out: " + facts.sinks().left());
        }
        String large = dark.stream()
                .filter(c -> rules.large().containsKey(c.name()))
                .map(c -> "%s, %s".formatted(c.name(), rules.large().get(c.name())))
                .collect(Collectors.joining("; "));
        if (!large.isEmpty()) {
            whys.add("it can be large: " + large);
        }
        String licences = rules.licences(names(dark));
        if (!licences.isEmpty()) {
            whys.add(licences);
        }
        return String.join("; ", whys);
    }

    private String deadWhy(String destination) {
        DestinationSeen there = facts.destinations().get(destination);
        return there == null ? "" : there.why();
    }

    private static List<String> names(List<Category> categories) {
        return categories.stream().map(Category::name).toList();
    }

    private Plan<SettingStep> plan(List<Category> dark) {
        String id = seen.target().id();
        Sinks sinks = facts.sinks();
        String sink = sinks.holding(id);
        if (sink != null) {
            return new Plan.Blocked<>(
                    "loop", "it is where logs are sent, %s: a log target is not logged itself".formatted(sink));
        }
        if (facts.feeds().stream().anyMatch(fed -> Sinks.lies(id, fed))) {
            return new Plan.Blocked<>("loop", "a place that logs are sent to logs into it: that would close a ring");
        }
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(id)) {
            return new Plan.Blocked<>(
                    "non-ascii",
                    "Azure loses the settings of a resource whose id has other letters than ASCII's: its owner would have to make it anew");
        }
        if (settings.size() >= SettingApi.MOST) {
            return new Plan.Blocked<>(
                    "quota",
                    "Azure takes %d diagnostic settings and no more, and these are there: %s; remove one of them by hand"
                            .formatted(
                                    SettingApi.MOST,
                                    settings.stream().map(Setting::name).collect(Collectors.joining(", "))));
        }
        if (sinks.ids().isEmpty()) {
            return new Plan.Blocked<>("no-sink", sinks.left());
        }
        Setting same = settings.stream()
                .filter(s -> dark.stream().anyMatch(s::names))
                .filter(s -> s.destinations().stream().anyMatch(sinks.ids()::contains))
                .findFirst()
                .orElse(null);
        return same == null
                ? new Plan.Steps<>(List.of(step(dark)))
                : new Plan.Blocked<>(
                        "same-sink",
                        "setting %s sends them to our own place, and Azure takes no second one: mend the place, the setting is right"
                                .formatted(same.name()));
    }

    private SettingStep step(List<Category> dark) {
        ResourceRef one = seen.target();
        Map<String, Object> properties = new TreeMap<>(facts.sinks().properties());
        if (properties.containsKey(Setting.WORKSPACE) && rules.tables().contains(one.kind())) {
            properties.put(Setting.TABLES, "Dedicated");
        }
        properties.put(Setting.LOGS, logs(dark));
        return new SettingStep(
                rules.api(),
                one,
                name(properties),
                properties,
                rules.place().of(one, facts.sinks()),
                needs(names(dark)));
    }

    /** A group or names, never both, which Azure refuses; the group only where it is no second copy of anything. */
    private List<Map<String, Object>> logs(List<Category> dark) {
        boolean group = seen.whole()
                && dark.size() == seen.wanted().size()
                && dark.stream().allMatch(Category::isInAll);
        return group
                ? List.of(log(Setting.GROUP, "allLogs"))
                : dark.stream().map(c -> log(Setting.CATEGORY, c.name())).toList();
    }

    /** In one order, as the name is made from it. */
    private static Map<String, Object> log(String by, String name) {
        return new TreeMap<>(Map.of(by, name, Setting.ENABLED, true));
    }

    /** The same for the same content, so that two alerts make one setting; another where somebody made ours their own. */
    private String name(Map<String, Object> properties) {
        String first = NAME + Ids.of(Json.write(properties)).substring(0, NAME_DIGITS);
        Set<String> taken =
                settings.stream().map(s -> s.name().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        String name = first;
        for (int i = 2; taken.contains(name); i++) {
            name = first + "-" + i;
        }
        return name;
    }
}
