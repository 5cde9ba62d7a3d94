package io.lamplighter.reliability;

import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.ResourceRef;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All that is to be seen of a tenant's logging and of its ledger, so that two worlds can be compared: ids that are new in
 * every world are given as what they are of.
 *
 * @param made the id of each thing that is there and was not at first
 * @param recorded the id of each thing that an entry which is on says it made
 */
public record Traces(List<String> world, List<String> ledger, List<String> made, List<String> recorded) {
    /**
     * What is there now.
     *
     * @param world one line for each log setting
     * @param left what an entry that is on made, by the words in which this cloud says what a call left
     * @param names what stands for an id that is another one in every world
     */
    public static Traces of(
            List<String> world,
            List<String> made,
            List<LedgerEntry> entries,
            Function<LedgerEntry, List<String>> left,
            Map<String, String> names) {
        List<String> ledger = entries.stream()
                .map(e -> "%s %s %s %s left %s"
                        .formatted(
                                e.source(),
                                e.action(),
                                e.targets().stream().map(ResourceRef::id).toList(),
                                e.state(),
                                new TreeMap<>(e.after())))
                .toList();
        return new Traces(
                named(world, names),
                named(ledger, names),
                made.stream().sorted().toList(),
                entries.stream()
                        .filter(e -> e.state() == LedgerEntry.State.ON)
                        .flatMap(e -> left.apply(e).stream())
                        .sorted()
                        .toList());
    }

    private static List<String> named(List<String> lines, Map<String, String> names) {
        return lines.stream()
                .map(line -> {
                    String named = line;
                    for (Map.Entry<String, String> name : names.entrySet()) {
                        named = named.replace(name.getKey(), name.getValue());
                    }
                    return named;
                })
                .sorted()
                .toList();
    }
}
