package io.lamplighter.azure.enrich.links;

import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.enrich.Who;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Graph;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Cut;
import io.lamplighter.events.Details;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Grants;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The portal's pages of what the alert names, without a call.
 *
 * <p>Forms: https://learn.microsoft.com/azure/governance/resource-graph/samples/starter for a query, and the links that
 * Defender for Cloud itself puts into its alerts.
 */
@Singleton
@Grants
public final class PortalLinks implements Enricher {
    private static final int MOST = 40;

    private final Portal portal;

    public PortalLinks(Settings settings) {
        this.portal = Portal.of(settings.cloud());
    }

    @Override
    public String id() {
        return "links";
    }

    @Override
    public boolean applies(Alert alert, List<Scope> scopes) {
        return !links(alert, scopes).isEmpty();
    }

    @Override
    public Enrichment enrich(Alert alert, List<Scope> scopes) {
        Map<String, Object> links = new LinkedHashMap<>();
        Cut<Map.Entry<String, String>> cut = Cut.of(
                List.copyOf(links(alert, scopes).entrySet()),
                MOST,
                "pages of the portal were left out",
                Map.Entry::getKey);
        cut.kept().forEach(e -> links.put(e.getKey(), e.getValue()));
        return new Enrichment.Found(
                id(), links.size() + " pages of the portal to look at", links, List.of(), cut.notes());
    }

    Map<String, String> links(Alert alert, List<Scope> scopes) {
        Map<String, String> links = new LinkedHashMap<>();
        alert.resources().stream()
                .filter(r -> r.kind().equals(AzureType.DEFENDER_ALERT))
                .flatMap(r -> Stream.ofNullable(ArmId.read(r.id())))
                .forEach(id -> links.put("Defender alert", defender(id)));
        for (Scope scope : scopes) {
            for (ResourceRef r : scope.resources()) {
                ArmId id = ArmId.read(r.id());
                if (r.kind().equals(AzureType.TENANT)) {
                    links.put(
                            "Entra sign-ins", portal.page("view/Microsoft_AAD_IAM/ActiveDirectoryMenuBlade/~/SignIns"));
                } else if (id != null && id.type().equals(AzureType.SUBSCRIPTION)) {
                    links.put("Activity log of " + id.name(), portal.resource(id, "eventlogs"));
                } else if (id != null) {
                    links.put(Details.text(id.text()), portal.resource(id, "overview"));
                }
            }
        }
        for (Who who : Who.in(alert, scopes)) {
            identity(who, links);
        }
        if (scopes.stream().anyMatch(s -> !s.resources().isEmpty())) {
            links.put("Resource Graph", portal.page("view/HubsExtension/ArgQueryBlade/query/%s", query(scopes)));
        }
        return links;
    }

    private String defender(ArmId alert) {
        return portal.page(
                "blade/Microsoft_Azure_Security_AzureDefenderForData/AlertBlade/alertId/%s/subscriptionId/%s"
                        + "/referencedFrom/alertDeepLink/location/%s",
                alert.name(), alert.subscription(), alert.names().getFirst());
    }

    private void identity(Who who, Map<String, String> links) {
        if (!who.hasObjectId()) {
            return;
        }
        links.put(
                who.sentence(),
                who.kind() == Who.Kind.USER
                        ? portal.page(
                                "view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/overview/userId/%s",
                                who.id())
                        : portal.page("view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/objectId/%s", who.id()));
    }

    /** The touched resources, to look on from. */
    private static String query(List<Scope> scopes) {
        List<String> ids = scopes.stream()
                .flatMap(s -> s.resources().stream())
                .map(ResourceRef::id)
                .filter(Graph::takes)
                .distinct()
                .limit(MOST)
                .toList();
        return "resources | where id in~ " + Graph.list(ids);
    }
}
