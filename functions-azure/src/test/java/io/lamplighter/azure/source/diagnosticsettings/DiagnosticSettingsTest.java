package io.lamplighter.azure.source.diagnosticsettings;

import static io.lamplighter.azure.source.SettingTenant.LOCATION;
import static io.lamplighter.azure.source.SettingTenant.SUBSCRIPTION;
import static io.lamplighter.azure.source.SettingTenant.ref;

import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.source.ConfiguredSinks;
import io.lamplighter.azure.source.SettingContract;
import io.lamplighter.azure.source.SettingFacts;
import io.lamplighter.azure.source.SettingStep;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Scope;
import java.util.List;
import java.util.Map;

/** The contract of every source, for the logs of resources. */
class DiagnosticSettingsTest extends SettingContract {
    private static final String GROUP = "/subscriptions/%s/resourcegroups/shop/providers/".formatted(SUBSCRIPTION);
    private static final String VAULT = GROUP + "microsoft.keyvault/vaults/shop";
    private static final String ACCOUNT = GROUP + "microsoft.storage/storageaccounts/shop";
    private static final String CLUSTER = GROUP + "microsoft.containerservice/managedclusters/shop";

    @Override
    protected LogSource<SettingFacts, SettingStep> source(Clients clients, ConfiguredSinks sinks) {
        return new DiagnosticSettings(clients, sinks);
    }

    @Override
    protected void makeDarkWorld() {
        super.makeDarkWorld();
        tenant.arm.put(VAULT, LOCATION, Map.of());
        tenant.arm.put(CLUSTER, LOCATION, Map.of());
        tenant.arm.put(GROUP + "microsoft.compute/virtualmachines/shop", LOCATION, Map.of());
        tenant.arm.put(GROUP + "microsoft.compute/disks/shop", LOCATION, Map.of());
        tenant.arm.put(ACCOUNT, LOCATION, Map.of());
        List.of("blob", "file", "queue", "table")
                .forEach(s -> tenant.arm.put("%s/%sservices/default".formatted(ACCOUNT, s), LOCATION, Map.of()));
    }

    @Override
    protected Scope touched() {
        return new Scope(
                SUBSCRIPTION,
                LOCATION,
                Breadth.TOUCHED,
                List.of(
                        ref(AzureType.STORAGE_ACCOUNT, ACCOUNT, LOCATION),
                        ref(AzureType.KUBERNETES_CLUSTER, CLUSTER, LOCATION),
                        ref(AzureType.VIRTUAL_MACHINE, GROUP + "microsoft.compute/virtualmachines/shop", LOCATION),
                        ref(AzureType.KEY_VAULT, VAULT, LOCATION)));
    }

    @Override
    protected Map.Entry<String, String> lightable() {
        return Map.entry(VAULT + "/providers/microsoft.insights/diagnosticsettings", "AuditEvent");
    }
}
