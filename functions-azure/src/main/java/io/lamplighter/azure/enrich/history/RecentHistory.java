package io.lamplighter.azure.enrich.history;

import io.lamplighter.azure.clients.ArmJson;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.enrich.Who;
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

/**
 * What the identities did lately, from the Activity log: what they touched joins the scope.
 *
 * <p>The log is on in every subscription, goes back 90 days, holds no reads and nothing of what is in a resource, and is 3
 * to 20 minutes behind (handbook C4).
 */
@Singleton
@Grants(read = "Microsoft.Insights/eventtypes/values/read")
public final class RecentHistory implements Enricher {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MOST = 10;

    private final ArmJson arm;
    private final Clock clock;

    public RecentHistory(Clients clients, Clock clock) {
        this.arm = new ArmJson(clients);
        this.clock = clock;
    }

    @Override
    public String id() {
        return "recent-history";
    }

    @Override
    public boolean applies(Alert alert, List<Scope> scopes) {
        return !scopes.isEmpty() && !Who.in(alert, scopes).isEmpty();
    }

    @Override
    public Enrichment enrich(Alert alert, List<Scope> scopes) {
        Set<String> callers = Who.in(alert, scopes).stream().map(Who::id).collect(Collectors.toSet());
        Story story = new Story(scopes);
        Cut<String> cut = Cut.of(
                scopes.stream().map(Scope::account).distinct().toList(),
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
        return story.told(id());
    }
}
