package io.lamplighter.azure.scope;

import static io.lamplighter.azure.scope.Alerts.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.ResourceRef;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArmIdTest {
    private static final String SUB = "/subscriptions/11112222-3333-4444-5555-666677778888";
    private static final String VM = SUB + "/resourcegroups/shop/providers/microsoft.compute/virtualmachines/web";

    @Test
    void read_anyCaseAndASlashAtTheEnd_theSameId() {
        assertThat(read(" /SUBSCRIPTIONS/11112222-3333-4444-5555-666677778888/resourceGroups/Shop/providers/"
                        + "Microsoft.Compute/VIRTUALMACHINES/Web/ "))
                .isEqualTo(read(VM));
    }

    @Test
    void read_resource_itsParts() {
        ArmId id = read(VM);

        assertThat(id.text()).isEqualTo(VM);
        assertThat(id.subscription()).isEqualTo("11112222-3333-4444-5555-666677778888");
        assertThat(id.group()).isEqualTo("shop");
        assertThat(id.type()).isEqualTo(AzureType.VIRTUAL_MACHINE);
        assertThat(id.names()).containsExactly("web");
        assertThat(id.name()).isEqualTo("web");
        assertThat(id.parent()).isNull();
        assertThat(id.up(AzureType.VIRTUAL_NETWORK)).isNull();
    }

    @Test
    void read_subscriptionAndGroup_typesOfTheirOwn() {
        assertThat(read(SUB).type()).isEqualTo(AzureType.SUBSCRIPTION);
        ArmId group = read(SUB + "/resourceGroups/Shop");
        assertThat(group.type()).isEqualTo(AzureType.RESOURCE_GROUP);
        assertThat(group.name()).isEqualTo("shop");
        assertThat(group.up(AzureType.SUBSCRIPTION)).isEqualTo(read(SUB));
    }

    @Test
    void read_childResource_itsParentIsWhatItLiesIn() {
        ArmId subnet = read(SUB + "/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/a");

        assertThat(subnet.type()).isEqualTo(AzureType.SUBNET);
        assertThat(subnet.names()).containsExactly("hub", "a");
        assertThat(subnet.up(AzureType.VIRTUAL_NETWORK))
                .isEqualTo(read(SUB + "/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub"));
    }

    @Test
    void read_grandchild_everyLevelIsUpwards() {
        ArmId container = read(SUB + "/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/acc/blobServices/"
                + "default/containers/c");

        assertThat(container.type()).isEqualTo("microsoft.storage/storageaccounts/blobservices/containers");
        ArmId blobs = container.up(AzureType.BLOB_SERVICE);
        assertThat(blobs).isNotNull();
        assertThat(container.up(AzureType.STORAGE_ACCOUNT)).isEqualTo(blobs == null ? null : blobs.parent());
    }

    @Test
    void read_extensionOfAResource_itsOwnTypeAndTheResourceAsParent() {
        ArmId setting = read(VM + "/providers/Microsoft.Insights/diagnosticSettings/Ours");

        assertThat(setting.type()).isEqualTo(AzureType.DIAGNOSTIC_SETTING);
        assertThat(setting.names()).containsExactly("ours");
        assertThat(setting.group()).isEqualTo("shop");
        assertThat(setting.parent()).isEqualTo(read(VM));
    }

    @Test
    void read_extensionOfAnExtension_bothAreUpwards() {
        ArmId right = read(VM + "/providers/Microsoft.Insights/diagnosticSettings/s/providers/Microsoft.Authorization/"
                + "locks/l");

        assertThat(right.type()).isEqualTo("microsoft.authorization/locks");
        assertThat(right.up(AzureType.DIAGNOSTIC_SETTING)).isNotNull();
        assertThat(right.up(AzureType.VIRTUAL_MACHINE)).isEqualTo(read(VM));
    }

    @Test
    void read_extensionOfASubscriptionOrGroup_noParent() {
        ArmId ofSubscription = read(SUB + "/providers/microsoft.insights/diagnosticSettings/s");
        ArmId ofGroup = read(SUB + "/resourceGroups/g/providers/Microsoft.Authorization/roleAssignments/r");

        assertThat(ofSubscription.parent()).isNull();
        assertThat(ofSubscription.group()).isEmpty();
        assertThat(ofGroup.parent()).isNull();
        assertThat(ofGroup.group()).isEqualTo("g");
    }

    @Test
    void read_idOfTheTenant_noSubscription() {
        ArmId setting = read("/providers/microsoft.aadiam/diagnosticSettings/ours");

        assertThat(setting.subscription()).isEmpty();
        assertThat(setting.type()).isEqualTo("microsoft.aadiam/diagnosticsettings");
        assertThat(read("/providers/Microsoft.Management/managementGroups/mg/providers/Microsoft.Authorization/"
                                + "policyAssignments/p")
                        .parent())
                .isEqualTo(read("/providers/Microsoft.Management/managementGroups/mg"));
    }

    @Test
    void read_namesOutsideAscii_kept() {
        assertThat(read(SUB + "/resourceGroups/größe/providers/Microsoft.Web/sites/bäcker")
                        .names())
                .isEqualTo(List.of("bäcker"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "web",
                "subscriptions/11112222-3333-4444-5555-666677778888",
                "/subscriptions",
                "/subscriptions/",
                "/subscriptions/not-a-subscription",
                "/subscriptions/11112222-3333-4444-5555-666677778888/resourceGroups",
                "/subscriptions/11112222-3333-4444-5555-666677778888/resourceGroups/g/virtualMachines/web",
                "/subscriptions/11112222-3333-4444-5555-666677778888/providers/Microsoft.Compute",
                "/subscriptions/11112222-3333-4444-5555-666677778888/providers/Microsoft.Compute/virtualMachines",
                "/subscriptions/11112222-3333-4444-5555-666677778888/providers/Microsoft.Compute/virtualMachines/a/b",
                "/subscriptions/11112222-3333-4444-5555-666677778888/providers/Microsoft/Compute//a",
                "/subscriptions/11112222-3333-4444-5555-666677778888/resourceGroups/../providers/a.b/c/d",
                "/subscriptions/11112222-3333-4444-5555-666677778888/resourceGroups/g/providers/a.b/c/d?api-version=1",
                "/subscriptions/11112222-3333-4444-5555-666677778888/resourceGroups/g/providers/a.b/c/d#e",
                "/subscriptions/11112222-3333-4444-5555-666677778888/resourceGroups/g/providers/a.b/c/d%2fe",
                "/subscriptions/11112222-3333-4444-5555-666677778888/resourceGroups/g/providers/a.b/c/d\\e",
                "/subscriptions/11112222-3333-4444-5555-666677778888/resourceGroups/g\n/providers/a.b/c/d",
                "/subscriptions/11112222-3333-4444-5555-666677778888/resourceGroups/g/providers/a b/c/d",
                "/subscriptions/11112222-3333-4444-5555-666677778888/resourceGroups/g/providers/a.b/\"c\"/d",
                "/subscriptions/11112222-3333-4444-5555-666677778888/resourceGroups/g/providers/a.b/<c>/d",
                "https://evil.example/subscriptions/11112222-3333-4444-5555-666677778888",
                "/providers/microsoft.aadiam",
                "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1"
            })
    void read_textThatNoResourceHas_null(String text) {
        assertThat(ArmId.read(text)).isNull();
    }

    @Test
    void read_longerThanAnyId_null() {
        assertThat(ArmId.read(VM + "/extensions/x".repeat(200))).isNull();
        assertThat(ArmId.read(SUB + "/resourceGroups/" + "g".repeat(261))).isNull();
    }

    @Property(tries = 500)
    void read_anyText_nullOrAnIdThatReadsAsItself(@ForAll String text) {
        ArmId bare = ArmId.read(text);
        ArmId named = ArmId.read(SUB + "/resourceGroups/" + text + "/providers/Microsoft.Web/sites/" + text);

        assertThat(bare).isEqualTo(bare == null ? null : ArmId.read(bare.text()));
        assertThat(named).isEqualTo(named == null ? null : ArmId.read(named.text()));
        if (named != null) {
            assertThat(named.text()).doesNotContain("\n", "\r", "?", "#", "%", "\\", "\"", "<", ">");
        }
    }

    @Test
    void at_location_theResourceAsTheLoopKnowsIt() {
        assertThat(read(VM).at("westeurope", Map.of()))
                .isEqualTo(new ResourceRef(
                        AzureType.VIRTUAL_MACHINE, VM, "11112222-3333-4444-5555-666677778888", "westeurope"));
    }
}
