package io.lamplighter.azure.enrich.identity;

import static io.lamplighter.azure.scope.Alerts.SUBSCRIPTION;
import static io.lamplighter.azure.scope.Alerts.by;
import static io.lamplighter.azure.scope.Alerts.ref;
import static io.lamplighter.azure.scope.Alerts.scope;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Shop;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Enrichment.Found;
import io.lamplighter.events.Identity;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentitiesTest {
    private static final String ASSIGNMENTS = "Microsoft.Authorization/roleAssignments/read";
    private static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

    private final Shop shop = new Shop();

    @AfterEach
    void stop() {
        shop.close();
    }

    private Enrichment enrich(Enricher enricher) {
        return enricher.enrich(Shop.ALERT, Shop.SCOPES);
    }

    private void assigned(String name, String role, String scope) {
        shop.arm()
                .put(
                        "/subscriptions/" + SUBSCRIPTION + "/providers/Microsoft.Authorization/roleAssignments/" + name,
                        Map.of(
                                "properties",
                                Map.of(
                                        "principalId",
                                        Shop.PRINCIPAL,
                                        "scope",
                                        scope,
                                        "roleDefinitionId",
                                        "/subscriptions/" + SUBSCRIPTION
                                                + "/providers/Microsoft.Authorization/roleDefinitions/" + role)));
    }

    @Test
    void identity_withRoles_theirNamesByOneQueryAndOneCallForAnUnknownOne() {
        assigned("a", "8E3AF657-a8ff-443c-a75c-2fe8c4bcb635", "/subscriptions/" + SUBSCRIPTION);
        assigned("b", "00001111-2222-3333-4444-555566667777", Shop.NETWORK);
        shop.arm()
                .put(
                        "/subscriptions/" + SUBSCRIPTION
                                + "/providers/Microsoft.Authorization/roleDefinitions/00001111-2222-3333-4444-555566667777",
                        Map.of("properties", Map.of("roleName", "Net Painter")));

        Found found = (Found) enrich(new Identities(shop.clients()));

        assertThat(found.summary())
                .startsWith(Shop.PRINCIPAL + " is Owner on /subscriptions/" + SUBSCRIPTION + ", Net Painter on ");
        assertThat(found.details().toString()).contains("kind=MANAGED_IDENTITY", "Net Painter");
        assertThat(shop.calls()).containsExactly(ASSIGNMENTS, "Microsoft.Authorization/roleDefinitions/read");
    }

    private void assignedAbove(String group, String principal) {
        String scope = group.isEmpty() ? "" : "/providers/Microsoft.Management/managementGroups/" + group;
        shop.arm()
                .put(
                        scope + "/providers/Microsoft.Authorization/roleAssignments/above",
                        Map.of(
                                "properties",
                                Map.of(
                                        "principalId",
                                        principal,
                                        "scope",
                                        scope.isEmpty() ? "/" : scope,
                                        "roleDefinitionId",
                                        "/providers/Microsoft.Authorization/roleDefinitions/" + OWNER)));
    }

    @ParameterizedTest
    @CsvSource({"corp, /providers/Microsoft.Management/managementGroups/corp", "'', the whole tenant"})
    void identity_roleAboveTheSubscription_told(String group, String where) {
        assignedAbove(group, Shop.PRINCIPAL);

        assertThat(((Found) enrich(new Identities(shop.clients()))).summary())
                .startsWith(Shop.PRINCIPAL + " is Owner on " + where + "; ");
        assertThat(shop.calls()).containsExactly(ASSIGNMENTS);
    }

    @Test
    void identity_roleOfAGroupOfAGroup_toldWithTheGroup() {
        String inner = "bbbbcccc-1111-2222-3333-444455556666";
        String outer = "ccccdddd-1111-2222-3333-444455556666";
        shop.arm()
                .put("/providers/Microsoft.Graph/groups/" + inner, Map.of("members", List.of(Shop.PRINCIPAL)))
                .put("/providers/Microsoft.Graph/groups/" + outer, Map.of("members", List.of(inner)));
        assignedAbove("corp", outer);

        assertThat(((Found) enrich(new Identities(shop.clients()))).summary())
                .contains("is Owner on", "managementGroups/corp through group " + outer);
    }

    @Test
    void identity_rolesOfOthers_nothing() {
        assignedAbove("corp", "ccccdddd-1111-2222-3333-444455556666");

        assertThat(enrich(new Identities(shop.clients()))).isInstanceOf(Enrichment.Nothing.class);
    }

    @Test
    void identity_listDenied_notCalledNothing() {
        shop.arm().deny(ASSIGNMENTS);

        assertThat(enrich(new Identities(shop.clients()))).isInstanceOf(Enrichment.Unreadable.class);
    }

    @Test
    void identity_withoutRoles_nothingAndWhatIsNotSeen() {
        assertThat(enrich(new Identities(shop.clients())))
                .isEqualTo(new Enrichment.Nothing(
                        "identity",
                        "no role is assigned to it here, above or below, by itself or through a group; roles of Entra ID,"
                                + " roles that it may activate, and what Azure Lighthouse delegates are not seen"));
    }

    @Test
    void identity_moreThanAreLookedUp_saidAndNotOneCallEach() {
        List<ResourceRef> machines = IntStream.range(0, 60)
                .mapToObj(i -> ref(
                        "Microsoft.Compute/virtualMachines/m" + i,
                        Map.of(AzureType.MANAGED_IDENTITY, "aaaabbbb-1111-2222-3333-%012d".formatted(i))))
                .toList();

        Enrichment told =
                new Identities(shop.clients()).enrich(Shop.ALERT, List.of(scope(machines.toArray(ResourceRef[]::new))));

        assertThat(told.toString()).contains("more identities were not looked up");
        assertThat(shop.calls()).hasSize(20);
    }

    @Test
    void identity_userByItsNameAlone_saidWhatItNeedsAndNothingAsked() {
        Enrichment told =
                new Identities(shop.clients()).enrich(by(new Identity("user", "alice@example.com")), Shop.SCOPES);

        assertThat(told)
                .isEqualTo(new Enrichment.Unreadable(
                        "identity",
                        "the roles of user alice@example.com were not looked up: that needs its object id, which"
                                + " Microsoft Graph has"));
        assertThat(shop.calls()).isEmpty();
    }

    @Test
    void identity_userWithAnApostropheBesideOneWithAnId_isInNoFilter() {
        assigned("a", "acdd72a7-3385-48ef-bd42-f606fba81ae7", "/subscriptions/" + SUBSCRIPTION);

        Scope machine =
                scope(ref("Microsoft.Compute/virtualMachines/web", Map.of(AzureType.MANAGED_IDENTITY, Shop.PRINCIPAL)));

        Found found = (Found) new Identities(shop.clients())
                .enrich(by(new Identity("user", "o'brien@example.com")), List.of(machine));

        assertThat(found.summary()).contains("is Reader on");
        assertThat(found.notes()).singleElement().asString().contains("user o'brien@example.com");
        assertThat(shop.arm().requests()).asString().contains(Shop.PRINCIPAL).doesNotContain("brien");
    }
}
