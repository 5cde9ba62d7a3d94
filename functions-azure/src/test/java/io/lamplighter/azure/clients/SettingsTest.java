package io.lamplighter.azure.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lamplighter.azure.clients.Settings.Sovereign;
import io.lamplighter.azure.scope.Locations;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Limits;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Reach;
import io.lamplighter.events.Scope;
import io.lamplighter.shell.Variables;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final String OWN = "11111111-2222-3333-4444-555555555555";
    private static final String OTHER = "99999999-2222-3333-4444-555555555555";
    private static final String OPS = "/subscriptions/%s/resourceGroups/Ops/providers/".formatted(OWN);
    private static final String STORE = OPS + "Microsoft.Storage/storageAccounts/LampWest";
    private static final String NORTH = OPS + "Microsoft.Storage/storageAccounts/lampnorth";
    private static final String WORKSPACE = OPS + "Microsoft.OperationalInsights/workspaces/siem";
    private static final String RULE = OPS + "Microsoft.EventHub/namespaces/siem/authorizationRules/send";
    private static final String EMULATOR =
            "DefaultEndpointsProtocol=http;AccountName=local;AccountKey=bG9jYWw=;TableEndpoint=http://127.0.0.1:1/local";

    @Test
    void from_nothingSet_proposesInTheOwnSubscriptionOnly() {
        Settings settings = Settings.from(Map.of());

        assertThat(settings)
                .isEqualTo(new Settings(
                        Mode.PROPOSE,
                        null,
                        "lamplighter",
                        List.of(),
                        null,
                        null,
                        null,
                        90,
                        0,
                        Sovereign.PUBLIC,
                        null,
                        null,
                        Limits.DEFAULT));
        Reach reach = settings.reachFrom(OWN);
        assertThat(reach.holds(scope(OWN, "westeurope"))).isTrue();
        assertThat(reach.holds(scope(OWN, Locations.GLOBAL))).isTrue();
        assertThat(reach.holds(scope(OTHER, "westeurope"))).isFalse();
    }

    @Test
    void from_everythingSet_isTakenWithIdsInLowerCase() {
        Settings settings = Settings.from(Map.ofEntries(
                Map.entry(Variables.MODE, "act"),
                Map.entry(Settings.STORAGE, "lampwest"),
                Map.entry(Settings.TABLE, "findings1"),
                Map.entry(Settings.EVIDENCE_STORES, STORE + ", " + NORTH),
                Map.entry(Settings.WORKSPACE, WORKSPACE),
                Map.entry(Settings.EVENT_HUB_RULE, RULE),
                Map.entry(Settings.EVENT_HUB, "logs"),
                Map.entry(Settings.FLOW_LOG_DAYS, "365"),
                Map.entry(Settings.TRAFFIC_ANALYTICS, "10"),
                Map.entry(Settings.CLOUD, "usgovernment"),
                Map.entry(Settings.ARM_ENDPOINT, "https://management.local.example"),
                Map.entry(Variables.REACH, "accounts=%s, 9999*; regions=west*,global".formatted(OWN)),
                Map.entry(Variables.STEPS_PER_ALERT, "3"),
                Map.entry(Variables.STEPS_PER_DAY, "9"),
                Map.entry(Variables.EXPIRY_DAYS, "2")));

        assertThat(settings)
                .isEqualTo(new Settings(
                        Mode.ACT,
                        "lampwest",
                        "findings1",
                        List.of(lower(STORE), lower(NORTH)),
                        lower(WORKSPACE),
                        lower(RULE),
                        "logs",
                        365,
                        10,
                        Sovereign.USGOVERNMENT,
                        "https://management.local.example",
                        new Reach(List.of(OWN, "9999*"), List.of("west*", "global"), List.of("*")),
                        new Limits(3, 9, Duration.ofDays(2))));
    }

    private static String lower(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @CsvSource({"public, PUBLIC", "usgovernment, USGOVERNMENT", "china, CHINA"})
    void from_cloud_isOneOfThree(String given, Sovereign cloud) {
        assertThat(Settings.from(Map.of(Settings.CLOUD, given)).cloud()).isEqualTo(cloud);
    }

    /** A bit for each destination: what is not set is not there, and each goes without the others. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void from_anyMixOfDestinations_isTaken(int mix) {
        Map<String, String> given = new HashMap<>();
        if ((mix & 1) != 0) {
            given.put(Settings.EVIDENCE_STORES, STORE);
        }
        if ((mix & 2) != 0) {
            given.put(Settings.WORKSPACE, WORKSPACE);
        }
        if ((mix & 4) != 0) {
            given.put(Settings.EVENT_HUB_RULE, RULE);
        }

        Settings settings = Settings.from(given);

        assertThat(settings.evidenceStores()).hasSize(mix & 1);
        assertThat(settings.workspace() != null).isEqualTo((mix & 2) != 0);
        assertThat(settings.eventHubRule() != null).isEqualTo((mix & 4) != 0);
        assertThat(settings.eventHub()).as("one for each category").isNull();
    }

    @Test
    void from_reachWithoutGlobal_holdsNothingThatLiesNowhere() {
        Settings west = Settings.from(Map.of(Variables.REACH, "regions=westeurope"));
        Settings both = Settings.from(Map.of(Variables.REACH, "regions=westeurope,global"));

        assertThat(west.reachFrom(OWN).holds(scope(OWN, Locations.GLOBAL))).isFalse();
        assertThat(both.reachFrom(OWN).holds(scope(OWN, Locations.GLOBAL))).isTrue();
        assertThat(both.reachFrom(OWN).holds(scope(OTHER, "westeurope")))
                .as("a part that is left out is all of its kind")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    LAMPLIGHTER_MODE              | yes             | propose or act
                    LAMPLIGHTER_STORAGE           | Lamp-West       | a storage account's name
                    LAMPLIGHTER_STORAGE           | ab              | a storage account's name
                    LAMPLIGHTER_TABLE             | Findings        | 3 to 63 lower-case letters and digits
                    LAMPLIGHTER_TABLE             | 1table          | 3 to 63 lower-case letters and digits
                    LAMPLIGHTER_EVIDENCE_STORES   | lampwest        | ids of storage accounts, by commas
                    LAMPLIGHTER_EVIDENCE_STORES   | {store},        | ids of storage accounts, by commas
                    LAMPLIGHTER_EVIDENCE_STORES   | {workspace}     | ids of storage accounts, by commas
                    LAMPLIGHTER_WORKSPACE         | siem            | the id of a Log Analytics workspace
                    LAMPLIGHTER_WORKSPACE         | {store}         | the id of a Log Analytics workspace
                    LAMPLIGHTER_EVENT_HUB_RULE    | {workspace}     | the id of an authorization rule
                    LAMPLIGHTER_EVENT_HUB         | two hubs        | an event hub's name
                    LAMPLIGHTER_EVENT_HUB         | logs            | only where LAMPLIGHTER_EVENT_HUB_RULE is set
                    LAMPLIGHTER_FLOW_LOG_DAYS     | 0               | a number of days from 1 to 365
                    LAMPLIGHTER_FLOW_LOG_DAYS     | 366             | a number of days from 1 to 365
                    LAMPLIGHTER_TRAFFIC_ANALYTICS | 30              | off, 10 or 60
                    LAMPLIGHTER_TRAFFIC_ANALYTICS | 10              | off, unless LAMPLIGHTER_WORKSPACE is set
                    LAMPLIGHTER_CLOUD             | germany         | public, usgovernment or china
                    LAMPLIGHTER_ARM_ENDPOINT      | management.azure.com | a URL such as
                    LAMPLIGHTER_ARM_ENDPOINT      | https://management.azure.com/subscriptions | a URL such as
                    LAMPLIGHTER_REACH             | westeurope      | accounts=
                    LAMPLIGHTER_REACH             | zones=eu        | accounts, regions or sources
                    LAMPLIGHTER_REACH             | accounts=shop   | subscriptions' ids in lower case
                    LAMPLIGHTER_REACH             | accounts=1111   | subscriptions' ids in lower case
                    LAMPLIGHTER_REACH             | regions=West Europe | starts of names
                    LAMPLIGHTER_REACH             | sources=        | starts of names
                    LAMPLIGHTER_STEPS_PER_ALERT   | many            | a whole number
                    LAMPLIGHTER_STEPS_PER_DAY     | 0               | a whole number
                    LAMPLIGHTER_EXPIRY_DAYS       | -1              | a whole number
                    """)
    void from_wrongSetting_isOneSentenceThatSaysWhatItTakes(String name, String value, String takes) {
        String given = value.replace("{store}", STORE).replace("{workspace}", WORKSPACE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from(Map.of(name, given)))
                .withMessageContaining(name)
                .withMessageContaining(takes)
                .withMessageNotContaining("\n");
    }

    @Test
    void from_connectionString_isTakenAndNamesItsAccount() {
        assertThat(Settings.from(Map.of(Settings.STORAGE, EMULATOR)).storageAccount())
                .isEqualTo("local");
        assertThat(Settings.from(Map.of(Settings.STORAGE, "lampwest")).storageAccount())
                .isEqualTo("lampwest");
        assertThat(Settings.from(Map.of()).storageAccount()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AccountName=local;AccountKey=c2VjcmV0; EndpointSuffix=core.windows.net",
                "AccountName=local;AccountKey=",
                "AccountKey=c2VjcmV0",
                "TableEndpoint=https://local.table.core.windows.net;SharedAccessSignature=c2VjcmV0"
            })
    void from_brokenConnectionString_saysSoAndNotTheKeyInIt(String given) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from(Map.of(Settings.STORAGE, given)))
                .withMessage(
                        "LAMPLIGHTER_STORAGE is no whole connection string; it takes one with AccountName and AccountKey, or a name")
                .withMessageNotContaining("c2VjcmV0");
    }

    private static Scope scope(String subscription, String location) {
        return new Scope(subscription, location, Breadth.TOUCHED, List.of());
    }
}
