package io.lamplighter.azure.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.bench.Rounds.Gone;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the parts of a response cost in calls. */
final class Costs {
    static final String STORE = "write finding";
    static final String SETTINGS = "Microsoft.Insights/diagnosticSettings/";
    static final String SETTINGS_CATEGORIES = "Microsoft.Insights/diagnosticSettingsCategories/read";

    /**
     * Where the resource is; all looks; the day's count, its writing and the plan, since a transaction of Azure's tables holds
     * one partition; the change and a look at it; the rows that find the finding, and the finding.
     */
    static final int IN_A_ROW = 1 + 1 + 3 + 2 + 2;

    static final Map<String, Integer> LOCATED = Map.of("Microsoft.ResourceGraph/resources/read", 1);
    static final Map<String, Integer> EXPORTED =
            Map.of(SETTINGS + "read", 1, "Microsoft.OperationalInsights/workspaces/read", 1);
    static final Map<String, Integer> TAGS = Map.of(
            "Microsoft.Resources/subscriptions/read", 1,
            "Microsoft.Resources/subscriptions/resources/read", 1,
            "Microsoft.Resources/subscriptions/resourceGroups/read", 1);

    /** Where the evidence store is, and what it logs into. */
    static final Map<String, Integer> NEW_PROCESS =
            Map.of("Microsoft.Storage/storageAccounts/read", 1, SETTINGS + "read", 1);

    private Costs() {}

    static List<String> made(List<Gone> gone, String call) {
        return gone.stream().map(Gone::permission).filter(call::equals).toList();
    }

    /** What it offers, a look, the change, a look. */
    static Map<String, Integer> lit(int resources) {
        return Map.of(SETTINGS_CATEGORIES, resources, SETTINGS + "read", 2 * resources, SETTINGS + "write", resources);
    }

    /** The round in which the finding was stored at last. */
    static int inARow(List<Gone> gone) {
        return gone.stream()
                .filter(g -> g.permission().equals(STORE))
                .mapToInt(Gone::round)
                .max()
                .orElseThrow();
    }

    static void assertCalls(List<Gone> gone, List<Map<String, Integer>> parts) {
        Map<String, Integer> expected = new TreeMap<>();
        parts.forEach(p -> p.forEach((call, count) -> expected.merge(call, count, Integer::sum)));
        Map<String, Integer> made = new TreeMap<>();
        gone.forEach(g -> made.merge(g.permission(), 1, Integer::sum));
        assertThat(made).isEqualTo(expected);
    }

    /** A plan, so many settlings of what was made with the ids of their calls, and the finding. */
    static Map<String, Integer> table(int steps) {
        return Map.of(
                STORE,
                1 + 1 + steps + 1,
                "read day",
                1,
                "write day",
                1,
                "write step",
                1,
                "read finding",
                steps,
                "write made",
                steps,
                "write request",
                steps,
                "write account",
                1,
                "write resource",
                1);
    }
}
