package io.lamplighter.aws.enrich.account;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Cut;
import io.lamplighter.events.Details;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Gathered;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SideBySide;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountNotFoundException;
import software.amazon.awssdk.services.organizations.model.AwsOrganizationsNotInUseException;

/**
 * What the accounts are called, where Organizations allows to ask: only its management account and those that it
 * delegated to may (https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeAccount.html).
 */
@Singleton
@Grants(read = "organizations:DescribeAccount")
public final class AccountName implements Enricher {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MOST = 10;

    private final Clients clients;

    public AccountName(Clients clients) {
        this.clients = clients;
    }

    @Override
    public String id() {
        return "account";
    }

    @Override
    public boolean applies(Alert alert, List<Scope> scopes) {
        return !scopes.isEmpty();
    }

    @Override
    public Enrichment enrich(Alert alert, List<Scope> scopes) {
        List<SideBySide.Question<List<Map<String, Object>>>> questions = new ArrayList<>();
        Cut<String> cut = Cut.of(
                scopes.stream().map(Scope::account).distinct().toList(),
                MOST,
                "accounts were not asked for their names",
                a -> a);
        cut.kept().forEach(a -> questions.add(new SideBySide.Question<>("the name of account " + a, () -> look(a))));
        return Gathered.of(
                id(),
                SideBySide.ask(questions, LIMIT, new AwsFailures()).and(cut.notes()),
                "accounts",
                "the account is in no organization that we see",
                found -> found.stream()
                        .map(a -> "%s is %s".formatted(a.get("id"), a.get("name")))
                        .collect(Collectors.joining("; ")));
    }

    private List<Map<String, Object>> look(String id) {
        try {
            Account account = clients.organizations()
                    .describeAccount(r -> r.accountId(id))
                    .account();
            return List.of(new Details()
                    .put("id", account.id())
                    .put("name", account.name())
                    .put("email", account.email())
                    .put("joined", account.joinedTimestamp())
                    .map());
        } catch (AwsOrganizationsNotInUseException | AccountNotFoundException e) {
            return List.of();
        }
    }
}
