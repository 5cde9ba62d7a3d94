package io.lamplighter.azure.alert;

import static io.lamplighter.azure.alert.Samples.MACHINE_IDENTITY_ID;
import static io.lamplighter.azure.alert.Samples.OTHER_SUBSCRIPTION;
import static io.lamplighter.azure.alert.Samples.SUBSCRIPTION;
import static io.lamplighter.azure.alert.Samples.VAULT;
import static io.lamplighter.azure.alert.Samples.VM;
import static io.lamplighter.azure.alert.Samples.alert;
import static io.lamplighter.azure.alert.Samples.json;
import static io.lamplighter.azure.alert.Samples.parsed;
import static io.lamplighter.azure.alert.Samples.ref;
import static io.lamplighter.azure.alert.Samples.tree;
import static io.lamplighter.azure.alert.Samples.why;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Places;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Request;
import io.lamplighter.events.ResourceRef;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManualRequestTest {
    @Test
    void parse_respond_namesWhatItSays() {
        Alert alert = alert("manual-respond.json");

        assertThat(alert.id()).isEqualTo("INC-42");
        assertThat(alert.origin()).isEqualTo("manual");
        assertThat(alert.title()).isEqualTo("A call from the night shift");
        assertThat(alert.account()).isEqualTo(SUBSCRIPTION);
        assertThat(alert.resources())
                .containsExactly(
                        ref(AzureType.VIRTUAL_MACHINE, VM),
                        new ResourceRef(AzureType.KEY_VAULT, VAULT, SUBSCRIPTION, "westeurope"),
                        Places.subscription(OTHER_SUBSCRIPTION),
                        Places.tenant(SUBSCRIPTION));
        assertThat(alert.identities())
                .containsExactly(
                        new Identity("user", "ann@contoso.example"),
                        new Identity("managed-identity", MACHINE_IDENTITY_ID));
        assertThat(alert.request()).isEqualTo(Request.RESPOND);
    }

    @Test
    void parse_harden_isOneAlertForEachSubscription() {
        List<Parsed> all = parsed(json("manual-harden.json"));

        assertThat(all).hasSize(2).allSatisfy(p -> assertThat(p).isInstanceOf(Parsed.Read.class));
        Alert first = ((Parsed.Read) all.getFirst()).alert();
        Alert second = ((Parsed.Read) all.getLast()).alert();
        assertThat(List.of(first.account(), second.account())).containsExactly(SUBSCRIPTION, OTHER_SUBSCRIPTION);
        assertThat(first.region()).isEqualTo("westeurope");
        assertThat(first.request())
                .isEqualTo(new Request(
                        Breadth.ALL,
                        List.of("westeurope", "North Europe"),
                        List.of("azure.vnet-flow-logs", "azure.activity-log")));
    }

    @Test
    void parse_requestsLocation_isNotTakenForThatOfAResource() {
        Alert alert = alert(tree("""
                {"request": "respond", "account": "%s", "region": "West Europe", "resources": ["%s"]}\
                """.formatted(SUBSCRIPTION, VM)));

        assertThat(alert.region()).isEqualTo("westeurope");
        assertThat(alert.resources()).containsExactly(ref(AzureType.VIRTUAL_MACHINE, VM));
    }

    @Test
    void parse_resourceAlone_tellsItsSubscription() {
        Alert alert = alert(tree("{\"request\": \"respond\", \"resources\": [\"%s\"]}".formatted(VM)));

        assertThat(List.of(alert.account(), alert.region())).containsExactly(SUBSCRIPTION, "");
    }

    @Test
    void parse_hardenWithResources_neverWidensToTheWholeSubscription() {
        List<Parsed> all = parsed(tree("""
                {"request": "harden", "accounts": ["%s", "%s"], "regions": ["westeurope", "northeurope"],
                 "resources": ["%s"]}\
                """.formatted(SUBSCRIPTION, OTHER_SUBSCRIPTION, VM)));

        assertThat(all).singleElement().isInstanceOfSatisfying(Parsed.Read.class, r -> {
            assertThat(r.alert().account()).isEqualTo(SUBSCRIPTION);
            assertThat(r.alert().resources()).hasSize(1);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"request\":\"burn\"} | it takes respond or harden",
                "{\"request\":\"respond\",\"account\":\"SUB\"} | needs resources or identities",
                "{\"request\":\"respond\",\"account\":\"1\",\"identities\":[{\"kind\":\"user\",\"id\":\"a@b.example\"}]} | in"
                        + " subscription \"1\"",
                "{\"request\":\"respond\",\"account\":\"SUB\",\"region\":\"m/oon\",\"resources\":[\"VM\"]} | in location"
                        + " \"m/oon\"",
                "{\"request\":\"respond\",\"account\":\"SUB\",\"resources\":[\"web-01\"]} | starts with /subscriptions/",
                "{\"request\":\"respond\",\"account\":\"SUB\",\"resources\":[{\"kind\":\"Microsoft.KeyVault/vaults\",\"id\":\"VM\"}]}"
                        + " | whose id is that of a Microsoft.Compute/virtualMachines",
                "{\"request\":\"respond\",\"resources\":[{\"kind\":\"Microsoft.Compute/virtualMachines\",\"id\":\"VM\","
                        + "\"account\":\"5f4e3d2c-1b0a-4d6c-9b8a-7f6e5d4c3b2a\"}]} | which is not in subscription",
                "{\"request\":\"respond\",\"account\":\"SUB\",\"identities\":[{\"kind\":\"role\",\"id\":\"x\"}]} | user,"
                        + " service-principal or managed-identity",
                "{\"request\":\"respond\",\"account\":\"SUB\",\"identities\":[{\"kind\":\"user\",\"id\":\"' or 1\"}]} | no"
                        + " object id and no user's name",
                "{\"request\":\"respond\",\"account\":\"SUB\",\"identities\":[{\"kind\":\"service-principal\",\"id\":\"deploy\"}]}"
                        + " | which is no object id",
                "{\"request\":\"harden\",\"account\":\"SUB\"} | needs an account and a region",
                "{\"request\":\"harden\",\"account\":\"SUB\",\"region\":\"m/oon\"} | cannot be a region",
                "{\"request\":\"harden\",\"account\":\"SUB\",\"region\":\"westeurope\",\"resources\":[]} | resources is empty",
                "{\"request\":\"harden\",\"account\":\"SUB\",\"region\":\"westeurope\",\"regoins\":[]} | no field \"regoins\"",
            })
    void parse_wrongField_rejectsTheWholeRequest(String request, String why) {
        assertThat(why(tree(request.replace("SUB", SUBSCRIPTION).replace("VM", VM))))
                .startsWith("rejected: ")
                .contains(why);
    }
}
