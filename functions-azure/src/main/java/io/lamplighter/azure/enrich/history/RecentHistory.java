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
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    private static final int MOST_CALLERS = 10;
    private static final int MOST_LOGS = 5;

    private final ArmJson arm;
    private final Clock clock;
    private final WithinReach reach;
    private final Duration limit;

    @Inject
    public RecentHistory(Clients clients, Settings settings, Clock clock) {
        this(clients, settings, clock, LIMIT);
    }

    RecentHistory(Clients clients, Settings settings, Clock clock, Duration limit) {
        this.arm = new ArmJson(clients);
        this.clock = clock;
        this.limit = limit;
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
        Story story = new Story(scopes);
        Cut<Who> callers = Cut.of(
                Who.in(alert, scopes),
                MOST_CALLERS,
                "identities were not looked for in the Activity log",
                Who::sentence);
        story.notes().addAll(callers.notes());
        // What it says of logs may matter where nobody is named, and what nobody did need not be read.
        Cut<String> cut = Cut.of(
                callers.kept().isEmpty() ? List.of() : where(alert, scopes, story),
                MOST,
                "subscriptions were not looked at for their Activity log",
                s -> s);
        story.notes().addAll(cut.notes());
        Instant now = clock.instant();
        List<ActivityLog> logs = cut.kept().stream()
                .flatMap(s -> ActivityLog.of(arm, s, callers.kept(), now).stream())
                .toList();
        story.unread(SideBySide.ask(
                        logs.stream()
                                .map(log -> new Question<>(log.about(), log::ask))
                                .toList(),
                        limit,
                        new AzureFailures())
                .failures());
        // Also what came before a page that was refused or hung.
        logs.stream().map(ActivityLog::read).forEach(story::add);
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
                limit,
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
                limit,
                new AzureFailures());
        story.unread(lost.failures());
        lost.values().forEach(story::add);
    }
}
