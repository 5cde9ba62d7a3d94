package io.lamplighter.azure.enrich.history;

import io.lamplighter.azure.clients.ArmJson;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.enrich.Touched;
import io.lamplighter.azure.enrich.Who;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.TenantAlone;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Cut;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SideBySide;
import io.lamplighter.events.SideBySide.Answers;
import io.lamplighter.events.SideBySide.Question;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the identities did lately, from the Activity log: what they touched joins the scope, and so does what a
 * flow log that the alert names was a log of. Of an alert about somebody of Entra ID alone, every subscription within reach
 * is asked.
 *
 * <p>The log is on in every subscription, goes back 90 days, holds no reads and nothing of what is in a resource, and is 3
 * to 20 minutes behind (handbook C4).
 */
@Singleton
@Grants(read = {"Microsoft.Insights/eventtypes/values/read", "Microsoft.Resources/subscriptions/read"})
public final class RecentHistory implements Enricher {
    private static final Duration LIMIT = Duration.ofSeconds(12);
    private static final int MOST = 10;
    private static final int MOST_LOGS = 5;

    private final ArmJson arm;
    private final Clock clock;
    private final WithinReach reach;

    public RecentHistory(Clients clients, Settings settings, Clock clock) {
        this.arm = new ArmJson(clients);
        this.clock = clock;
        this.reach = new WithinReach(arm, settings.reachFrom(clients.home().subscription()));
    }

    @Override
    public String id() {
        return "recent-history";
    }

    @Override
    public boolean applies(Alert alert, List<Scope> scopes) {
        return !scopes.isEmpty()
                && (!Who.in(alert, scopes).isEmpty() || !LostLogs.in(alert).isEmpty());
    }

    @Override
    public Enrichment enrich(Alert alert, List<Scope> scopes) {
        Set<String> callers = Who.in(alert, scopes).stream().map(Who::id).collect(Collectors.toSet());
        Story story = new Story(scopes);
        // What it says of logs may matter where nobody is named, and what nobody did need not be read.
        Cut<String> cut = Cut.of(
                callers.isEmpty() ? List.of() : where(alert, scopes, story),
                MOST,
                "subscriptions were not looked at for their Activity log",
                s -> s);
        story.notes().addAll(cut.notes());
        Answers<ActivityLog.Read> answers = SideBySide.ask(
                cut.kept().stream()
                        .map(s -> new Question<>(
                                "the Activity log of " + s,
                                () -> new ActivityLog(arm).read(s, callers, clock.instant())))
                        .toList(),
                LIMIT,
                new AzureFailures());
        story.unread(answers.failures());
        answers.values().forEach(story::add);
        lost(alert, scopes, story);
        return story.told(id());
    }

    private List<String> where(Alert alert, List<Scope> scopes, Story story) {
        List<String> touched = Touched.subscriptions(scopes);
        if (!TenantAlone.is(alert)) {
            return touched;
        }
        Answers<List<String>> found = SideBySide.ask(
                List.of(new Question<>("which subscriptions are within reach", reach::subscriptions)),
                LIMIT,
                new AzureFailures());
        story.unread(found.failures());
        return Stream.concat(touched.stream(), found.values().stream().flatMap(List::stream))
                .distinct()
                .toList();
    }

    /** Only in the subscriptions of the scopes: the others are out of reach. */
    private void lost(Alert alert, List<Scope> scopes, Story story) {
        Cut<ArmId> logs = Cut.of(
                LostLogs.in(alert).stream()
                        .filter(id -> scopes.stream().anyMatch(s -> s.account().equals(id.subscription())))
                        .toList(),
                MOST_LOGS,
                "flow logs were not looked up",
                ArmId::text);
        story.notes().addAll(logs.notes());
        Answers<LostLogs.Lost> lost = SideBySide.ask(
                logs.kept().stream()
                        .map(id -> new Question<>(
                                "what %s was a log of".formatted(id.text()),
                                () -> new LostLogs(arm).look(id, clock.instant())))
                        .toList(),
                LIMIT,
                new AzureFailures());
        story.unread(lost.failures());
        lost.values().forEach(story::add);
    }
}
