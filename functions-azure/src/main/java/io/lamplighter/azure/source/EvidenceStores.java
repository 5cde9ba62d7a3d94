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
import java.util.HashMap;
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
    private final Map<String, Look> fit = new ConcurrentHashMap<>();

    /** Two that ask at once make one call. */
    private final ReentrantLock asking = new ReentrantLock();

    private final ReentrantLock looking = new ReentrantLock();

    public EvidenceStores(Clients clients, Settings settings) {
        this.clients = clients;
        this.settings = settings;
        this.accounts = new StorageAccounts(clients);
        this.calls = new SettingCalls(clients, SettingApi.RESOURCE);
    }

    /**
     * The configured account of a location.
     *
     * @param account null where there is none
     * @param missing why there is none and what to do; empty where there is one
     */
    public record Store(@Nullable Account account, String missing) {}

    @Override
    public Look at(Scope scope) {
        looking.lock();
        try {
            String likely = likely(scope.region());
            Look look = fit.get(likely);
            if (look != null) {
                return look;
            }
            var asked = SideBySide.both(() -> in(scope.region()), () -> fed(likely));
            Account account = asked.first().account();
            if (account == null) {
                return elsewhere() ? Look.FIT : new Look(asked.first().missing(), Set.of());
            }
            if (account.flaw() != null) {
                look = new Look(account.flaw(), Set.of());
            } else {
                Look seen = fit.get(account.id());
                look = seen != null ? seen : (account.id().equals(likely) ? asked.second() : fed(account.id())).get();
            }
            if (look.unfit() == null) {
                fit.put(account.id(), look);
            } else {
                known.remove(account.id());
            }
            return look;
        } finally {
            looking.unlock();
        }
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

    /** New resource logs have another place to go to; what can go to storage alone says itself that there is none. */
    private boolean elsewhere() {
        return settings.workspace() != null || settings.eventHubRule() != null;
    }

    /**
     * The account that logs of this location go to.
     *
     * @throws KnownFailure if none is known to lie there and one that might could not be read just now
     */
    public Store in(String location) {
        asking.lock();
        try {
            String wanted = wanted(location);
            Map<String, Failure> unread = new HashMap<>();
            Account any = null;
            for (String id : settings.evidenceStores()) {
                Account account = read(id, unread);
                if (account != null && account.location().equals(wanted)) {
                    return new Store(account, "");
                }
                any = any == null ? account : any;
            }
            if (location.equals(NOWHERE) && any != null) {
                return new Store(any, "");
            }
            for (Failure failure : unread.values()) {
                if (failure.kind().retryable()) {
                    throw new KnownFailure(failure, null);
                }
            }
            return new Store(null, missing(location, unread));
        } finally {
            asking.unlock();
        }
    }

    private String wanted(String location) {
        return location.equals(NOWHERE) ? clients.home().location() : location;
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
    private Supplier<Look> fed(String store) {
        ArmId id = ArmId.read(store);
        if (id == null) {
            return () -> Look.FIT;
        }
        try {
            Look look = feeds(id);
            return () -> look;
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        }
    }

    /** What the store itself logs into: nothing of it may be logged into the store. */
    private Look feeds(ArmId store) {
        Set<String> feeds = new LinkedHashSet<>();
        try {
            for (Setting setting : calls.settings(
                    new ResourceRef(AzureType.BLOB_SERVICE, store.text() + BLOBS, store.subscription(), ""))) {
                setting.destinations().forEach(d -> add(feeds, d));
            }
        } catch (RuntimeException e) {
            Failure failure = new AzureFailures().read(e);
            if (failure.kind() != Failure.Kind.DENIED && failure.kind() != Failure.Kind.GONE) {
                throw e;
            }
            return new Look(
                    "the evidence store %s is gone, or where it logs to may not be read: nothing is sent there (%s)"
                            .formatted(store.text(), failure.why()),
                    Set.of());
        }
        return new Look(null, feeds);
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
