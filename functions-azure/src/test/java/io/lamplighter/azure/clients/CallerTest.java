package io.lamplighter.azure.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.identity.AzureCliCredential;
import com.azure.identity.EnvironmentCredential;
import com.azure.identity.ManagedIdentityCredential;
import com.azure.identity.WorkloadIdentityCredential;
import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.events.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {
    private static final String OWN = "11111111-2222-3333-4444-555555555555";
    private static final String OTHER = "99999999-2222-3333-4444-555555555555";
    private static final Settings SETTINGS = Settings.from(Map.of());

    private final ArmFake arm = new ArmFake();

    @AfterEach
    void stop() {
        arm.close();
    }

    private Home person(Map<String, String> environment, String region) {
        return Caller.ofPerson(arm.settings(Map.of()), environment, region).home();
    }

    private void subscription(String id, String name) {
        arm.put("/subscriptions/" + id, Map.of("displayName", name));
    }

    @Test
    void ofFunction_environmentOfAnApp_tellsItsHomeWithoutACall() {
        Map<String, String> app = Map.of(
                "WEBSITE_OWNER_NAME",
                OWN.toUpperCase(Locale.ROOT) + "+shop-WestEuropewebspace",
                "REGION_NAME",
                "West Europe");

        assertThat(Caller.ofFunction(SETTINGS, app).home()).isEqualTo(new Home(OWN, "westeurope"));
    }

    @Test
    void ofFunction_saidOtherwise_isAsTheSettingsSay() {
        Map<String, String> app = Map.of(
                "WEBSITE_OWNER_NAME",
                OWN + "+shop-WestEuropewebspace",
                "REGION_NAME",
                "West Europe",
                Caller.SUBSCRIPTION,
                OTHER,
                Caller.LOCATION,
                "northeurope");

        assertThat(Caller.ofFunction(SETTINGS, app).home()).isEqualTo(new Home(OTHER, "northeurope"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', West Europe, AZURE_SUBSCRIPTION_ID",
        "shop, West Europe, AZURE_SUBSCRIPTION_ID",
        "11111111-2222-3333-4444-555555555555+shop, '', AZURE_DEFAULTS_LOCATION",
        "11111111-2222-3333-4444-555555555555+shop, <here>, AZURE_DEFAULTS_LOCATION",
    })
    void ofFunction_oneOfTheTwoIsNotTold_isASentence(String owner, String region, String variable) {
        Map<String, String> app = Map.of("WEBSITE_OWNER_NAME", owner, "REGION_NAME", region);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Caller.ofFunction(SETTINGS, app))
                .withMessageContaining(variable + " is \"");
    }

    @Test
    void identity_ofTheFunction_isItsOwnOrTheOneThatIsNamed() {
        assertThat(Caller.identity(Map.of()))
                .asInstanceOf(InstanceOfAssertFactories.type(ManagedIdentityCredential.class))
                .extracting(ManagedIdentityCredential::getClientId)
                .isNull();
        assertThat(Caller.identity(Map.of("AZURE_CLIENT_ID", "lamp")))
                .asInstanceOf(InstanceOfAssertFactories.type(ManagedIdentityCredential.class))
                .extracting(ManagedIdentityCredential::getClientId)
                .isEqualTo("lamp");
    }

    @Test
    void signIns_ofAPerson_areThoseThatTheEnvironmentHasWordsForAndThenTheTools() {
        assertThat(Caller.signIns(SETTINGS, Map.of())).singleElement().isInstanceOf(AzureCliCredential.class);
        assertThat(Caller.signIns(SETTINGS, Map.of("AZURE_CLIENT_ID", "app")))
                .satisfiesExactly(
                        c -> assertThat(c).isInstanceOf(EnvironmentCredential.class),
                        c -> assertThat(c).isInstanceOf(AzureCliCredential.class));
        assertThat(Caller.signIns(
                        SETTINGS,
                        Map.of(
                                "AZURE_FEDERATED_TOKEN_FILE", "/var/token",
                                "AZURE_CLIENT_ID", "app",
                                "AZURE_TENANT_ID", "tenant")))
                .satisfiesExactly(
                        c -> assertThat(c).isInstanceOf(WorkloadIdentityCredential.class),
                        c -> assertThat(c).isInstanceOf(AzureCliCredential.class));
    }

    @Test
    void signIns_halfAWorkload_isASentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Caller.signIns(SETTINGS, Map.of("AZURE_FEDERATED_TOKEN_FILE", "/var/token")))
                .withMessage(
                        "AZURE_FEDERATED_TOKEN_FILE is \"/var/token\"; it takes AZURE_CLIENT_ID and AZURE_TENANT_ID beside it");
    }

    @Test
    void ofPerson_named_isAskedWhetherItIsReached() {
        subscription(OWN, "Shop");

        assertThat(person(Map.of(Caller.SUBSCRIPTION, OWN), "West Europe")).isEqualTo(new Home(OWN, "westeurope"));
        assertThat(arm.requests()).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> person(Map.of(Caller.SUBSCRIPTION, OTHER), ""))
                .withMessage(
                        "AZURE_SUBSCRIPTION_ID is \"%s\", which this sign-in does not reach: az account list shows what it does",
                        OTHER);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> person(Map.of(Caller.SUBSCRIPTION, "Shop"), ""))
                .withMessage("AZURE_SUBSCRIPTION_ID is \"shop\"; it takes a subscription's id");
    }

    @Test
    void ofPerson_notNamed_isTheOneThatIsReachedOrNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> person(Map.of(), "westeurope"))
                .withMessage("this sign-in reaches no subscription: set AZURE_SUBSCRIPTION_ID to the one to work in");

        subscription(OWN, "Shop");
        assertThat(person(Map.of(), "westeurope")).isEqualTo(new Home(OWN, "westeurope"));

        arm.pageSize(1);
        List.of("2", "3", "4", "5", "6", "7").forEach(n -> subscription(n.repeat(8) + OTHER.substring(8), "S" + n));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> person(Map.of(), "westeurope"))
                .withMessageContaining("reaches 7 subscriptions, ")
                .withMessageContaining(OWN + " (Shop)")
                .withMessageContaining(", …: set AZURE_SUBSCRIPTION_ID");
    }

    @Test
    void ofPerson_locationOfTheEnvironment_isTakenBeforeTheCommands() {
        subscription(OWN, "Shop");
        Map<String, String> north = Map.of(Caller.SUBSCRIPTION, OWN, Caller.LOCATION, "North Europe");

        assertThat(person(north, "westeurope").location()).isEqualTo("northeurope");
        assertThat(person(Map.of(Caller.SUBSCRIPTION, OWN), "").location()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> person(Map.of(Caller.LOCATION, "<here>"), "westeurope"))
                .withMessage("AZURE_DEFAULTS_LOCATION is \"<here>\"; it takes a location's name");
    }

    @Test
    void ofPerson_refused_isTheFailureThatAzureSays() {
        arm.answerNext("Microsoft.Resources/subscriptions/read", 401, "InvalidAuthenticationToken", "expired");

        assertThatThrownBy(() -> person(Map.of(), "westeurope"))
                .satisfies(e -> assertThat(new AzureFailures().read(e))
                        .isEqualTo(new Failure(Failure.Kind.DENIED, "InvalidAuthenticationToken: expired")));
    }

    @Test
    void locations_ofTheOwnSubscription_areSorted() {
        subscription(OWN, "Shop");
        Clients clients = Caller.ofPerson(arm.settings(Map.of()), Map.of(Caller.SUBSCRIPTION, OWN), "");

        assertThat(Caller.locations(clients)).containsExactly("eastus", "northeurope", "westeurope");
    }
}
