package io.lamplighter.azure.source.activitylog;

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

/** The contract of every source, for the log of a subscription. */
class ActivityLogTest extends SettingContract {
    private static final String TARGET = "/subscriptions/" + SUBSCRIPTION;

    @Override
    protected LogSource<SettingFacts, SettingStep> source(Clients clients, ConfiguredSinks sinks) {
        return new ActivityLog(clients, sinks);
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
                List.of(ref(AzureType.SUBSCRIPTION, TARGET, ConfiguredSinks.GLOBAL)));
    }

    @Override
    protected Map.Entry<String, String> lightable() {
        return Map.entry(TARGET + "/providers/microsoft.insights/diagnosticsettings", "Policy");
    }
}
