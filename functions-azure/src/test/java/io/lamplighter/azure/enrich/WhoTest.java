package io.lamplighter.azure.enrich;

import static io.lamplighter.azure.scope.Alerts.by;
import static io.lamplighter.azure.scope.Alerts.naming;
import static io.lamplighter.azure.scope.Alerts.ref;
import static io.lamplighter.azure.scope.Alerts.scope;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Shop;
import io.lamplighter.events.Identity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhoTest {
    @Test
    void in_machine_whomItActsAs() {
        assertThat(Who.in(
                        naming(),
                        List.of(scope(ref(
                                "Microsoft.Compute/virtualMachines/web",
                                Map.of(AzureType.MANAGED_IDENTITY, Shop.PRINCIPAL))))))
                .containsExactly(new Who(Who.Kind.MANAGED_IDENTITY, Shop.PRINCIPAL));
    }

    @Test
    void in_sameIdTwice_once() {
        assertThat(Who.in(
                        by(new Identity("managed-identity", Shop.PRINCIPAL.toUpperCase(Locale.ROOT))),
                        List.of(scope(ref(
                                "Microsoft.Compute/virtualMachines/web",
                                Map.of(AzureType.MANAGED_IDENTITY, Shop.PRINCIPAL))))))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "user, Alice@Example.com, USER, alice@example.com",
        "user, 'Pat.O''Brien@Example.com', USER, 'pat.o''brien@example.com'",
        "user, AAAABBBB-1111-2222-3333-444455556666, USER, aaaabbbb-1111-2222-3333-444455556666",
        "service-principal, aaaabbbb-1111-2222-3333-444455556666, SERVICE_PRINCIPAL, aaaabbbb-1111-2222-3333-444455556666"
    })
    void in_identity_byItsForm(String kind, String id, Who.Kind expected, String name) {
        assertThat(Who.in(by(new Identity(kind, id)), List.of())).containsExactly(new Who(expected, name));
    }

    @ParameterizedTest
    @CsvSource({
        "user, root",
        "user, ' '' or 1==1 @x'",
        "service-principal, alice@example.com",
        "managed-identity, ../../evil",
        "host, aaaabbbb-1111-2222-3333-444455556666"
    })
    void in_whatHasNoForm_isNotLookedUp(String kind, String id) {
        assertThat(Who.in(by(new Identity(kind, id)), List.of())).isEmpty();
    }
}
