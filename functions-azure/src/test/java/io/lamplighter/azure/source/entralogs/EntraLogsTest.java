package io.lamplighter.azure.source.entralogs;

import static io.lamplighter.azure.source.SettingTenant.SUBSCRIPTION;
import static io.lamplighter.azure.source.SettingTenant.ref;

import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.source.ConfiguredSinks;
import io.lamplighter.azure.source.SettingApi;
import io.lamplighter.azure.source.SettingContract;
import io.lamplighter.azure.source.SettingFacts;
import io.lamplighter.azure.source.SettingStep;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Scope;
import java.util.List;
import java.util.Map;

/** The contract of every source, for the logs of the tenant. */
class EntraLogsTest extends SettingContract {
    @Override
    protected LogSource<SettingFacts, SettingStep> source(Clients clients, ConfiguredSinks sinks) {
        return new EntraLogs(clients, sinks);
    }

    @Override
    protected boolean onlyTarget() {
        return true;
    }

    @Override
    protected Scope touched() {
        return new Scope(
                SUBSCRIPTION,
                ConfiguredSinks.GLOBAL,
                Breadth.TOUCHED,
                List.of(ref(AzureType.TENANT, SettingApi.TENANT_ID, ConfiguredSinks.GLOBAL)));
    }

    @Override
    protected Map.Entry<String, String> lightable() {
        return Map.entry(SettingApi.TENANT_ID + "/diagnosticsettings", "AuditLogs");
    }
}
