package io.lamplighter.azure.source;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.ArmJson;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.KnownFailure;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.events.Failure;
import io.lamplighter.shell.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Storage accounts by their ids, in any subscription: asked one by one and not of Resource Graph, which follows a deletion
 * late.
 *
 * <p>https://learn.microsoft.com/rest/api/storagerp/storage-accounts/get-properties
 */
public final class StorageAccounts {
    private static final String VERSION = "2023-05-01";

    private final Clients clients;

    public StorageAccounts(Clients clients) {
        this.clients = clients;
    }

    /**
     * One account.
     *
     * @param location lower case, without spaces
     * @param blobs the address of its blobs, with a slash at its end
     * @param flaw why logs may not be sent there or would not arrive, and what to do; null for none
     */
    public record Account(
            String id,
            String location,
            String blobs,
            @Nullable String flaw) {}

    /**
     * The account.
     *
     * @throws KnownFailure if it is not there, or may not or cannot be read just now
     */
    public Account read(String id) {
        ArmId account = ArmId.read(id);
        if (account == null || !account.type().equals(AzureType.STORAGE_ACCOUNT)) {
            throw new KnownFailure(new Failure(Failure.Kind.GONE, "no storage account has this id: " + id), null);
        }
        return account(
                account,
                new ArmJson(clients)
                        .call(HttpMethod.GET, account.text(), VERSION, null)
                        .orThrow()
                        .body());
    }

    private static Account account(ArmId id, JsonNode body) {
        String blobs = Json.text(body, "properties.primaryEndpoints.blob");
        return new Account(
                id.text(),
                Json.text(body, "location").toLowerCase(Locale.ROOT).replace(" ", ""),
                blobs.isEmpty() ? "https://%s.blob.core.windows.net/".formatted(id.name()) : blobs,
                flaw(id, body));
    }

    /**
     * What https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview and
     * https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings ask of an account that logs go to.
     */
    private static @Nullable String flaw(ArmId id, JsonNode body) {
        String kind = Json.text(body, "kind");
        if (Json.text(body, "sku.name").toLowerCase(Locale.ROOT).startsWith("premium")) {
            return "the evidence store %s is a premium account, which Azure writes no logs to".formatted(id.name());
        }
        if (!kind.isEmpty() && !kind.equals("StorageV2")) {
            return "the evidence store %s is of kind %s: logs are kept for a time only in StorageV2"
                    .formatted(id.name(), kind);
        }
        boolean shut = Json.text(body, "properties.networkAcls.defaultAction").equalsIgnoreCase("Deny");
        boolean trusted = Json.text(body, "properties.networkAcls.bypass").contains("AzureServices");
        if (shut && !trusted) {
            return "the firewall of the evidence store %s shuts trusted Microsoft services out, so that nothing would arrive: az storage account update --ids %s --bypass AzureServices"
                    .formatted(id.name(), id.text());
        }
        return null;
    }
}
