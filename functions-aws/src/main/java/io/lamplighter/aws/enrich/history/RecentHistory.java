package io.lamplighter.aws.enrich.history;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Pace;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.enrich.Who;
import io.lamplighter.aws.enrich.history.Subjects.By;
import io.lamplighter.aws.enrich.history.Subjects.Subject;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Cut;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Reach;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SideBySide;
import io.lamplighter.events.SideBySide.Answers;
import io.lamplighter.events.SideBySide.Question;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the identities did lately, from CloudTrail's event history: what they touched joins the scope, and so does what a
 * log that was deleted had been a log of.
 *
 * <p>The history is on in every account, goes back 90 days, holds management events only and is about 15 minutes behind.
 */
@Singleton
@Grants(read = {"cloudtrail:LookupEvents", "iam:GetInstanceProfile"})
public final class RecentHistory implements Enricher {
    /** Two and a half seconds' worth, for each account and region. */
    private static final int PAGES = 5;

    /** LookupEvents takes two calls a second: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
    static final int CALLS = 2;

    static final Duration WINDOW = Duration.ofSeconds(1);

    private static final int SESSIONS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Clients clients;
    private final Reach reach;
    private final Pace pace;

    @Inject
    public RecentHistory(Clients clients, Settings settings) {
        this(clients, settings, new Pace(CALLS, WINDOW));
    }

    RecentHistory(Clients clients, Settings settings, Pace pace) {
        this.clients = clients;
        this.reach = settings.reachFrom(clients.home().account());
        this.pace = pace;
    }

    @Override
    public String id() {
        return "recent-history";
    }

    @Override
    public boolean applies(Alert alert, List<Scope> scopes) {
        List<Who> named = Who.in(alert, scopes);
        return !Subjects.logs(alert).isEmpty()
                || accounts(scopes)
                        .anyMatch(a ->
                                !Subjects.of(a, named, scopes, List.of()).kept().isEmpty());
    }

    private static Stream<String> accounts(List<Scope> scopes) {
        return scopes.stream().map(Scope::account).distinct();
    }

    @Override
    public Enrichment enrich(Alert alert, List<Scope> scopes) {
        List<Who> named = Who.in(alert, scopes);
        List<ResourceRef> logs = Subjects.logs(alert);
        Story story = new Story(scopes, logs.stream().map(ResourceRef::id).toList());
        Answers<List<String>> roles = roles(named);
        story.notes().addAll(roles.failures());
        List<Looking> looking = new ArrayList<>();
        for (String account : accounts(scopes).toList()) {
            Cut<Subject> who = Subjects.of(account, named, scopes, rolesOf(account, roles.values()));
            Cut<String> regions = Subjects.regions(account, scopes);
            story.notes().addAll(who.notes());
            story.notes().addAll(regions.notes());
            for (String region : regions.kept()) {
                List<Subject> subjects = Stream.concat(
                                Subjects.makings(logs, account, region).stream(), who.kept().stream())
                        .toList();
                if (subjects.isEmpty()) {
                    continue;
                }
                if (reach.holds(new Scope(account, region, Breadth.TOUCHED, List.of()))) {
                    looking.add(new Looking(account, region, subjects));
                } else {
                    story.notes()
                            .add("calls of IAM and other global services are kept in %s, which is out of reach"
                                    .formatted(region));
                }
            }
        }
        read(looking, story);
        Cut<String> keys = Cut.of(story.sessions(), SESSIONS, "sessions of the named roles were not looked up", k -> k);
        story.notes().addAll(keys.notes());
        List<Subject> sessions =
                keys.kept().stream().map(k -> new Subject(By.ACCESS_KEY_ID, k)).toList();
        if (!sessions.isEmpty()) {
            read(looking.stream().map(l -> l.fresh(sessions)).toList(), story);
        }
        return story.told(id());
    }

    private record Looking(String account, String region, List<Subject> subjects) {
        Looking fresh(List<Subject> others) {
            List<Subject> fresh =
                    others.stream().filter(o -> !subjects.contains(o)).toList();
            return new Looking(account, region, fresh);
        }
    }

    private void read(List<Looking> looking, Story story) {
        List<Question<EventHistory.Read>> questions = new ArrayList<>();
        for (Looking one : looking) {
            questions.add(new Question<>(
                    "the event history of %s in %s".formatted(one.account(), one.region()),
                    () -> new EventHistory(
                                    clients.cloudTrail(one.account(), one.region()), pace, one.account(), one.region())
                            .read(one.subjects(), PAGES)));
        }
        Answers<EventHistory.Read> answers = SideBySide.ask(questions, LIMIT, new AwsFailures());
        story.notes().addAll(answers.failures());
        answers.values().forEach(story::add);
    }

    /** The roles behind the hosts' instance profiles. */
    private Answers<List<String>> roles(List<Who> named) {
        List<Question<List<String>>> questions = new ArrayList<>();
        for (Who who : named) {
            if (who.kind() == Who.Kind.PROFILE) {
                questions.add(new Question<>(
                        who.sentence(),
                        () -> clients
                                .iam(who.account(), who.region())
                                .getInstanceProfile(r -> r.instanceProfileName(who.name()))
                                .instanceProfile()
                                .roles()
                                .stream()
                                .map(r -> r.arn())
                                .toList()));
            }
        }
        return SideBySide.ask(questions, LIMIT, new AwsFailures());
    }

    private static List<String> rolesOf(String account, List<List<String>> roles) {
        return roles.stream()
                .flatMap(List::stream)
                .filter(arn -> arn.contains(":" + account + ":"))
                .distinct()
                .toList();
    }
}
