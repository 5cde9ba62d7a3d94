package io.lamplighter.azure.source;

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
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SideBySide;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
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
    private final SettingCalls calls;
    private final Map<String, Account> known = new ConcurrentHashMap<>();
    private final Map<String, Store> fit = new ConcurrentHashMap<>();

    /** By account: one may be that of several locations. */
    private final Map<String, Set<String>> fed = new ConcurrentHashMap<>();

    /** Two that ask at once make one call. */
    private final ReentrantLock asking = new ReentrantLock();

    public EvidenceStores(Clients clients, Settings settings) {
        this.clients = clients;
        this.settings = settings;
        this.accounts = new StorageAccounts(clients);
        this.calls = new SettingCalls(clients, SettingApi.RESOURCE);
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

    private String wanted(String location) {
        return location.equals(NOWHERE) ? clients.home().location() : location;
    }

    /** The account that will most likely be the location's, so that it need not be asked where it is first; may be empty. */
    private String likely(String location) {
        List<String> configured = settings.evidenceStores();
        return configured.stream()
                .map(known::get)
                .filter(a -> a != null && a.location().equals(wanted(location)))
                .map(Account::id)
                .findFirst()
                .orElse(configured.size() == 1 && known.isEmpty() ? configured.getFirst() : "");
    }

    /** The accounts that logs of a location may go to, the first first. */
    private List<Account> fitting(String location, Map<String, Failure> unread) {
        List<Account> there = new ArrayList<>();
        List<Account> elsewhere = new ArrayList<>();
        for (String id : settings.evidenceStores()) {
            Account account = read(id, unread);
            if (account != null) {
                (account.location().equals(wanted(location)) ? there : elsewhere).add(account);
            }
        }
        if (location.equals(NOWHERE)) {
            there.addAll(elsewhere);
        }
        return there;
    }

    private Store find(String location) {
        Map<String, Failure> unread = new LinkedHashMap<>();
        String likely = likely(location);
        var asked = SideBySide.both(() -> fitting(location, unread), () -> fed(likely));
        List<String> flaws = new ArrayList<>();
        for (Account account : asked.first()) {
            Supplier<Set<String>> fed = account.id().equals(likely) ? asked.second() : () -> feeds(account.id());
            Store store = account.flaw() == null ? looked(account, fed) : new Store(account.flaw());
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

    /** What came of the look at what a store feeds, thrown only for who wants it. */
    private Supplier<Set<String>> fed(String store) {
        try {
            Set<String> feeds = feeds(store);
            return () -> feeds;
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        }
    }

    /** What a store itself logs into: nothing of that may be logged into the store. */
    private Set<String> feeds(String account) {
        Set<String> before = fed.get(account);
        if (before != null) {
            return before;
        }
        ArmId store = ArmId.read(account);
        Set<String> feeds = new LinkedHashSet<>();
        if (store != null) {
            for (Setting setting : calls.settings(
                    new ResourceRef(AzureType.BLOB_SERVICE, store.text() + BLOBS, store.subscription(), ""))) {
                setting.destinations().forEach(d -> add(feeds, d));
            }
        }
        fed.put(account, feeds);
        return feeds;
    }

    private static Store looked(Account account, Supplier<Set<String>> fed) {
        try {
            return new Store(account, "", fed.get());
        } catch (RuntimeException e) {
            Failure failure = new AzureFailures().read(e);
            if (failure.kind() != Failure.Kind.DENIED && failure.kind() != Failure.Kind.GONE) {
                throw e;
            }
            return new Store(
                    "the evidence store %s is gone, or where it logs to may not be read: nothing is sent there (%s)"
                            .formatted(account.id(), failure.why()));
        }
    }

    private static void add(Set<String> feeds, String sink) {
        ArmId fed = ArmId.read(Sinks.owner(sink));
        if (fed == null) {
            return;
        }
        feeds.add(fed.text());
        if (fed.type().equals(AzureType.STORAGE_ACCOUNT)) {
            SERVICES.forEach(s -> feeds.add(fed.text() + s));
        }
    }
}
