package io.lamplighter.azure.source;

import static io.lamplighter.azure.source.SettingTenant.LOCATION;
import static io.lamplighter.azure.source.SettingTenant.NAMESPACE;
import static io.lamplighter.azure.source.SettingTenant.RULE;
import static io.lamplighter.azure.source.SettingTenant.STORE;
import static io.lamplighter.azure.source.SettingTenant.SUBSCRIPTION;
import static io.lamplighter.azure.source.SettingTenant.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.scope.Locations;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which of the configured places take the logs of a location. */
class ConfiguredSinksTest {
    private static final String NORTH = STORE.replace("westeurope", "northeurope");

    private final SettingTenant tenant = new SettingTenant();

    @AfterEach
    void stop() {
        tenant.close();
    }

    private Sinks at(String location, Map<String, String> variables) {
        Settings settings = tenant.arm.settings(variables);
        Clients clients = tenant.arm.clients(new Home(SUBSCRIPTION, LOCATION), settings);
        return new ConfiguredSinks(settings, new EvidenceStores(clients, settings), new ConfiguredPlaces(clients))
                .at(location);
    }

    @Test
    void at_sameLocation_takesAll() {
        Sinks sinks = at(LOCATION, SettingTenant.ALL_SINKS);
        assertThat(sinks.ids()).containsExactlyInAnyOrder(STORE, WORKSPACE, RULE);
        assertThat(sinks.left()).isEmpty();
    }

    @Test
    void at_otherLocation_takesTheWorkspaceAloneAndSaysWhy() {
        Sinks sinks = at("northeurope", SettingTenant.ALL_SINKS);
        assertThat(sinks.ids()).containsExactly(WORKSPACE);
        assertThat(sinks.left()).contains(NAMESPACE + " is in westeurope", "there is no evidence store in northeurope");
        assertThat(sinks.all()).containsExactlyInAnyOrder(STORE, WORKSPACE, RULE);
    }

    @Test
    void at_storesOfTwoLocations_takesTheOneOfTheLocation() {
        tenant.arm.put(NORTH, "North Europe", Map.of());
        Map<String, String> both = Map.of(Settings.EVIDENCE_STORES, STORE + "," + NORTH);
        assertThat(at("northeurope", both).ids()).containsExactly(NORTH);
        assertThat(at(LOCATION, both).ids()).containsExactly(STORE);
    }

    @Test
    void at_noLocation_takesTheStoreWhereWeRunAndAnyHub() {
        tenant.arm.put(NORTH, "northeurope", Map.of()).put(NAMESPACE, "northeurope", Map.of());
        Sinks sinks = at(
                Locations.GLOBAL, Map.of(Settings.EVIDENCE_STORES, NORTH + "," + STORE, Settings.EVENT_HUB_RULE, RULE));
        assertThat(sinks.ids()).containsExactlyInAnyOrder(STORE, RULE);
        assertThat(at(Locations.GLOBAL, Map.of(Settings.EVIDENCE_STORES, NORTH)).ids())
                .containsExactly(NORTH);
    }

    @Test
    void at_nothingConfigured_namesTheSettings() {
        assertThat(at(LOCATION, Map.of()).left())
                .contains(Settings.EVIDENCE_STORES, Settings.WORKSPACE, Settings.EVENT_HUB_RULE);
    }

    @Test
    void at_storeIsGone_saysSo() {
        tenant.arm.remove(STORE);
        Sinks sinks = at(LOCATION, Map.of(Settings.EVIDENCE_STORES, STORE));
        assertThat(sinks.storage()).isNull();
        assertThat(sinks.left()).contains(STORE);
    }
}
