package io.lamplighter.azure.source;

import com.azure.resourcemanager.monitor.fluent.models.DiagnosticSettingsResourceInner;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.KnownFailure;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.source.StorageAccounts.Account;
import io.lamplighter.events.EvidenceStore;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Scope;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The evidence store of a location: the one of the configured storage accounts that lies there, since Azure takes logs of a
 * resource in an account of its own location only. One that was found fit is not asked again by this process.
 *
 * <p>Accounts are named by whole ids, so that none that somebody else made can be taken for ours by its name.
 */
@Singleton
@Grants(read = {"Microsoft.Insights/diagnosticSettings/read", "Microsoft.Storage/storageAccounts/read"})
public final class EvidenceStores implements EvidenceStore {
    /** What lies in no location may send its logs to an account of any. */
    private static final String NOWHERE = "global";

    /** Where the log's own writes show: a ring can close by this service alone. */
    private static final String BLOBS = "/blobservices/default";

    private static final List<String> SERVICES =
            List.of(BLOBS, "/queueservices/default", "/tableservices/default", "/fileservices/default");

    private final Clients clients;
    private final Settings settings;
    private final StorageAccounts accounts;
    private final Map<String, Account> known = new ConcurrentHashMap<>();
    private final Map<String, Store> fit = new ConcurrentHashMap<>();

    /** Two that ask at once make one call. */
    private final ReentrantLock asking = new ReentrantLock();

    public EvidenceStores(Clients clients, Settings settings) {
        this.clients = clients;
        this.settings = settings;
        this.accounts = new StorageAccounts(clients);
    }

    /**
     * The configured account of a location.
     *
     * @param account null where there is none that logs can be sent to
     * @param missing why there is none and what to do; empty where there is one
     * @param feeds what it logs into itself
     */
    public record Store(@Nullable Account account, String missing, Set<String> feeds) {
        public Store {
            feeds = Set.copyOf(feeds);
        }

        private Store(String missing) {
            this(null, missing, Set.of());
        }
    }

    @Override
    public Look at(Scope scope) {
        Store store = in(scope.region());
        if (store.account() != null) {
            return new Look(null, store.feeds());
        }
        // Who sends to other places is not held up; what can go to storage alone says itself that there is none.
        return elsewhere() ? Look.FIT : new Look(store.missing(), Set.of());
    }

    private boolean elsewhere() {
        return settings.workspace() != null || settings.eventHubRule() != null;
    }

    /**
     * The account that logs of this location go to: there, with no flaw, and what it logs into is known.
     *
     * @throws KnownFailure if none is known to lie there and one that might could not be read just now
     */
    public Store in(String location) {
        asking.lock();
        try {
            Store known = fit.get(location);
            if (known != null) {
                return known;
            }
            Store found = find(location);
            if (found.account() != null) {
                fit.put(location, found);
            }
            return found;
        } finally {
            asking.unlock();
        }
    }

    private Store find(String location) {
        String wanted = location.equals(NOWHERE) ? clients.home().location() : location;
        Map<String, Failure> unread = new LinkedHashMap<>();
        List<Account> there = new ArrayList<>();
        List<Account> elsewhere = new ArrayList<>();
        for (String id : settings.evidenceStores()) {
            Account account = read(id, unread);
            if (account != null) {
                (account.location().equals(wanted) ? there : elsewhere).add(account);
            }
        }
        if (location.equals(NOWHERE)) {
            there.addAll(elsewhere);
        }
        List<String> flaws = new ArrayList<>();
        for (Account account : there) {
            Store store = account.flaw() == null ? looked(account) : new Store(account.flaw());
            if (store.account() != null) {
                return store;
            }
            known.remove(account.id());
            flaws.add(store.missing());
        }
        for (Failure failure : unread.values()) {
            if (failure.kind().retryable()) {
                throw new KnownFailure(failure, null);
            }
        }
        return new Store(flaws.isEmpty() ? missing(location, unread) : String.join("; ", flaws));
    }

    private @Nullable Account read(String id, Map<String, Failure> unread) {
        Account account = known.get(id);
        if (account == null) {
            try {
                account = accounts.read(id);
                known.put(id, account);
            } catch (RuntimeException e) {
                unread.put(id, new AzureFailures().read(e));
            }
        }
        return account;
    }

    private static String missing(String location, Map<String, Failure> unread) {
        StringBuilder why = new StringBuilder("there is no evidence store in ")
                .append(location)
                .append(": deploy one there and add its id to ")
                .append(Settings.EVIDENCE_STORES);
        unread.forEach((id, failure) -> why.append("; ").append(id).append(": ").append(failure.why()));
        return why.toString();
    }

    /** With what the store itself logs into: nothing of that may be logged into the store. */
    private Store looked(Account account) {
        ArmId id = Objects.requireNonNull(ArmId.read(account.id()), account.id());
        Set<String> feeds = new LinkedHashSet<>();
        try {
            for (DiagnosticSettingsResourceInner setting : clients.monitor(id.subscription())
                    .getDiagnosticSettingsOperations()
                    .list(id.encoded().substring(1) + BLOBS)) {
                add(feeds, setting.storageAccountId());
                add(feeds, setting.workspaceId());
                add(feeds, setting.eventHubAuthorizationRuleId());
            }
        } catch (RuntimeException e) {
            Failure failure = new AzureFailures().read(e);
            if (failure.kind() != Failure.Kind.DENIED && failure.kind() != Failure.Kind.GONE) {
                throw e;
            }
            return new Store(
                    "the evidence store %s is gone, or where it logs to may not be read: nothing is sent there (%s)"
                            .formatted(account.id(), failure.why()));
        }
        return new Store(account, "", feeds);
    }

    private static void add(Set<String> feeds, @Nullable String sink) {
        ArmId id = sink == null ? null : ArmId.read(sink);
        if (id == null) {
            return;
        }
        // An authorization rule stands for the namespace that it is of.
        ArmId fed = id.type().equals(AzureType.EVENT_HUBS_RULE) && id.parent() != null ? id.parent() : id;
        feeds.add(fed.text());
        if (fed.type().equals(AzureType.STORAGE_ACCOUNT)) {
            SERVICES.forEach(s -> feeds.add(fed.text() + s));
        }
    }
}
