package io.lamplighter.azure.alert;

import static io.lamplighter.azure.alert.Samples.HOME;
import static io.lamplighter.azure.alert.Samples.PRINCIPAL_ID;
import static io.lamplighter.azure.alert.Samples.SUBSCRIPTION;
import static io.lamplighter.azure.alert.Samples.USER_ID;
import static io.lamplighter.azure.alert.Samples.VM;
import static io.lamplighter.azure.alert.Samples.alert;
import static io.lamplighter.azure.alert.Samples.changed;
import static io.lamplighter.azure.alert.Samples.json;
import static io.lamplighter.azure.alert.Samples.tree;
import static io.lamplighter.azure.alert.Samples.why;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.scope.NamedScopes;
import io.lamplighter.azure.scope.Places;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Indicator;
import io.lamplighter.events.Scope;
import io.lamplighter.events.Scoper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts about who is in Entra ID, and about nothing in a subscription. */
class TenantAlertTest {
    private static final String ELSEWHERE = """
            [{"@odata.type": "#microsoft.graph.security.deviceEvidence", "deviceDnsName": "laptop-7",
              "loggedOnUsers": [{"accountName": "ann", "domainName": "CORP"}]}]""";

    /** What Log Analytics keeps of an alert of another product, about a user. */
    private static final String KEPT = """
            {"SystemAlertId": "1d2c3b4a-5968-4776-8594-a3b2c1d0e1f2", "VendorOriginalId": "0f1e2d3c4b5a",
             "ProviderName": "IPC", "ProductName": "Azure Active Directory Identity Protection",
             "AlertType": "AnonymousLogin", "AlertName": "Anonymous IP address", "AlertSeverity": "Medium",
             "TimeGenerated": "2026-03-14T09:31:12Z", "Status": "New", "Entities": %s}""";

    private static final String ANN = """
            "[{\\"Name\\": \\"ann\\", \\"UPNSuffix\\": \\"contoso.example\\", \\"Type\\": \\"account\\"}]\"""";

    @Test
    void parse_graphAlertAboutAUserAlone_isInOurOwnSubscription() {
        Alert alert = alert("graph-alert-user.json");

        assertThat(alert.account()).isEqualTo(HOME.subscription());
        assertThat(alert.type()).isEqualTo("azureAdIdentityProtection/InitialAccess");
        assertThat(alert.resources()).isEmpty();
        assertThat(alert.identities())
                .containsExactly(new Identity("user", "ann@contoso.example"), new Identity("user", USER_ID));
        assertThat(alert.indicators()).containsExactly(new Indicator("ip", "198.51.100.23"));
    }

    @Test
    void scopes_ofIt_areTheTenantAndTheOwnActivityLogAndSaySo() {
        Scoper.Scoped scoped = NamedScopes.of(alert("graph-alert-user.json"), HOME.subscription());

        assertThat(scoped.scopes())
                .containsExactly(new Scope(
                        HOME.subscription(),
                        "global",
                        Breadth.TOUCHED,
                        List.of(Places.subscription(HOME.subscription()), Places.tenant(HOME.subscription()))));
        assertThat(scoped.notes())
                .singleElement()
                .asString()
                .startsWith("the alert names nothing in a subscription: the logs of Entra ID are looked at from "
                        + "subscription " + HOME.subscription());
    }

    @Test
    void parse_graphAlertAboutAnApplicationAlone_isReadToo() {
        JsonNode event = changed("graph-alert-user.json", "/evidence", """
                [{"@odata.type": "#microsoft.graph.security.servicePrincipalEvidence", "servicePrincipalObjectId": "%s"}]\
                """.formatted(PRINCIPAL_ID));

        assertThat(alert(event).identities()).containsExactly(new Identity("service-principal", PRINCIPAL_ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", ELSEWHERE, "[{\"@odata.type\": \"x\", \"userAccount\": {\"accountName\": \"a\"}}]"})
    void parse_graphAlertAboutNobodyOfEntra_isIgnored(String evidence) {
        assertThat(why(changed("graph-alert-user.json", "/evidence", evidence)))
                .startsWith("ignored: an alert that names nothing in a subscription of Azure, and nobody of Entra ID");
    }

    @Test
    void parse_anothersAlertKeptByLogAnalytics_isInOurOwnSubscription() {
        Alert alert = alert(tree(KEPT.formatted(ANN)));

        assertThat(List.of(alert.origin(), alert.account())).containsExactly("sentinel", HOME.subscription());
        assertThat(alert.identities()).containsExactly(new Identity("user", "ann@contoso.example"));
        assertThat(why(tree(KEPT.formatted("\"[]\"")))).startsWith("ignored: an alert that names no subscription");
    }

    @Test
    void parse_anothersAlertWithAResourceAmongItsEntities_isWhereThatIs() {
        JsonNode event = tree(KEPT.formatted("""
                [{"Type": "azure-resource", "ResourceId": "%s"}]""".formatted(VM)));

        assertThat(alert(event).account()).isEqualTo(SUBSCRIPTION);
    }

    @Test
    void parse_incidentAboutAUserAlone_isInItsWorkspacesSubscriptionOrElseOurs() {
        JsonNode event = json("sentinel-incident.json");
        changed(event, "/object/properties/alerts", "[]");
        changed(event, "/object/properties/relatedEntities", """
                [{"kind": "Account", "properties": {"accountName": "ann", "upnSuffix": "contoso.example"}}]""");
        assertThat(alert(event).account()).isEqualTo(Samples.OTHER_SUBSCRIPTION);

        changed(event, "/object/id", "");
        changed(event, "/workspaceInfo", "");
        assertThat(alert(event).account()).isEqualTo(HOME.subscription());
        assertThat(alert(event).identities()).containsExactly(new Identity("user", "ann@contoso.example"));
    }
}
