package io.lamplighter.azure.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Locations;
import io.lamplighter.azure.source.activitylog.ActivityLog;
import io.lamplighter.azure.source.diagnosticsettings.DiagnosticSettings;
import io.lamplighter.azure.source.entralogs.EntraLogs;
import io.lamplighter.azure.source.vnetflowlogs.VnetFlowLogs;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Mode;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SentCall;
import io.lamplighter.events.SourceLoop;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each source does with what belongs to no location, and with a location that is not known. */
class NoLocationTest {
    private static final String NETWORK = "/subscriptions/%s/resourcegroups/shop/providers/%s"
            .formatted(SettingTenant.SUBSCRIPTION, "microsoft.network/virtualnetworks/front");

    private final SettingTenant tenant = new SettingTenant();
    private final Settings settings = tenant.arm.settings(SettingTenant.ALL_SINKS);
    private final Clients clients =
            tenant.arm.clients(new Home(SettingTenant.SUBSCRIPTION, SettingTenant.LOCATION), settings);
    private final EvidenceStores stores = new EvidenceStores(clients, settings);
    private final ConfiguredPlaces places = new ConfiguredPlaces(clients);
    private final ConfiguredSinks sinks = new ConfiguredSinks(settings, stores, places);

    @AfterEach
    void stop() {
        tenant.close();
    }

    private LogSource<?, ?> source(String id) {
        return switch (id) {
            case VnetFlowLogs.ID -> new VnetFlowLogs(clients, settings, stores, places);
            case DiagnosticSettings.ID -> new DiagnosticSettings(clients, sinks);
            case ActivityLog.ID -> new ActivityLog(clients, sinks);
            default -> new EntraLogs(clients, sinks);
        };
    }

    private static Scope all(String location) {
        return new Scope(SettingTenant.SUBSCRIPTION, location, Breadth.ALL, List.of());
    }

    private List<SentCall> calls(String id, Scope scope) {
        tenant.arm.forgetRequests();
        new SourceLoop(source(id), new AzureFailures()).respond(Mode.ACT, scope);
        return tenant.arm.requests();
    }

    @ParameterizedTest
    @ValueSource(strings = {VnetFlowLogs.ID, DiagnosticSettings.ID, ActivityLog.ID, EntraLogs.ID})
    void respond_allOfAnUnknownLocation_costsNoCall(String id) {
        assertThat(calls(id, all(""))).isEmpty();
    }

    @Test
    void respond_allThatBelongsToNoLocation_costsFlowLogsNoCall() {
        assertThat(calls(VnetFlowLogs.ID, all(Locations.GLOBAL))).isEmpty();
        ResourceRef misplaced = SettingTenant.ref(AzureType.VIRTUAL_NETWORK, NETWORK, Locations.GLOBAL);
        assertThat(calls(
                        VnetFlowLogs.ID,
                        new Scope(SettingTenant.SUBSCRIPTION, Locations.GLOBAL, Breadth.TOUCHED, List.of(misplaced))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {DiagnosticSettings.ID, ActivityLog.ID, EntraLogs.ID})
    void respond_allThatBelongsToNoLocation_isLookedAtByWhatIsKeptThere(String id) {
        assertThat(calls(id, all(Locations.GLOBAL))).isNotEmpty();
    }
}
