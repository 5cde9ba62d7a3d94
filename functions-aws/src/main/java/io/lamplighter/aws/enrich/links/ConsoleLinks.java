package io.lamplighter.aws.enrich.links;

import io.lamplighter.aws.enrich.Who;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.scope.Places;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Cut;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Indicator;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The console's pages of what the alert names, without a call.
 *
 * <p>Detective's form is documented: https://docs.aws.amazon.com/detective/latest/userguide/profile-navigate-url.html
 */
@Singleton
@Grants
public final class ConsoleLinks implements Enricher {
    private static final int MOST = 40;

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
                "pages of the console were left out",
                Map.Entry::getKey);
        cut.kept().forEach(e -> links.put(e.getKey(), e.getValue()));
        return new Enrichment.Found(
                id(), links.size() + " pages of the console to look at", links, List.of(), cut.notes());
    }

    static Map<String, String> links(Alert alert, List<Scope> scopes) {
        Map<String, String> links = new LinkedHashMap<>();
        if (!Places.possible(alert.account(), alert.region())) {
            return links;
        }
        Console here = Console.of(alert.region());
        String findingId = alert.id().substring(alert.id().lastIndexOf('/') + 1);
        boolean guardDuty = alert.origin().equals("guardduty");
        if (guardDuty) {
            links.put(
                    "GuardDuty finding",
                    here.page("guardduty/home?region={region}#/findings?macros=current&fId=%s", findingId));
        }
        if (here.hasDetective()) {
            if (guardDuty) {
                links.put(
                        "Detective finding",
                        here.page("detective/home?region={region}#findings/GuardDuty/%s", findingId));
            }
            for (Indicator indicator : alert.indicators()) {
                if (indicator.kind().equals("ip")) {
                    links.put(
                            "Detective address " + indicator.value(),
                            here.page("detective/home?region={region}#entities/IpAddress/%s", indicator.value()));
                }
            }
        }
        for (Who who : Who.in(alert, scopes)) {
            identity(who, links);
        }
        for (Scope scope : scopes) {
            Console console = Console.of(scope.region());
            for (ResourceRef r : scope.resources()) {
                String page = resource(console, r);
                if (!page.isEmpty()) {
                    links.put(r.id(), page);
                }
                if (r.kind().equals(AwsType.INSTANCE) && console.hasDetective()) {
                    links.put(
                            "Detective instance " + r.id(),
                            console.page("detective/home?region={region}#entities/Ec2Instance/%s", r.id()));
                }
            }
        }
        return links;
    }

    private static void identity(Who who, Map<String, String> links) {
        Console console = Console.of(who.region());
        String history = "cloudtrailv2/home?region={region}#/events?%s=%s";
        switch (who.kind()) {
            case KEY -> links.put("Event history of " + who.name(), console.page(history, "AccessKeyId", who.name()));
            case USER -> {
                links.put("User " + who.name(), console.page("iam/home#/users/details/%s", who.name()));
                links.put("Event history of " + who.name(), console.page(history, "Username", who.name()));
            }
            case ROLE -> links.put("Role " + who.name(), console.page("iam/home#/roles/details/%s", who.name()));
            case ROOT -> links.put("Event history of root", console.page(history, "Username", "root"));
            case PROFILE -> {}
        }
    }

    private static String resource(Console console, ResourceRef r) {
        return switch (r.kind()) {
            case AwsType.INSTANCE -> console.page("ec2/home?region={region}#InstanceDetails:instanceId=%s", r.id());
            case AwsType.NETWORK_INTERFACE ->
                console.page("ec2/home?region={region}#NetworkInterface:networkInterfaceId=%s", r.id());
            case AwsType.VPC -> console.page("vpcconsole/home?region={region}#VpcDetails:VpcId=%s", r.id());
            case AwsType.SUBNET -> console.page("vpcconsole/home?region={region}#SubnetDetails:subnetId=%s", r.id());
            case AwsType.BUCKET -> console.page("s3/buckets/%s?region={region}", r.id());
            case AwsType.EKS_CLUSTER -> console.page("eks/clusters/%s?region={region}", tail(r.id()));
            case AwsType.FUNCTION -> console.page("lambda/home?region={region}#/functions/%s", function(r.id()));
            case AwsType.DB_INSTANCE ->
                console.page("rds/home?region={region}#database:id=%s;is-cluster=false", tail(r.id()));
            case AwsType.DB_CLUSTER ->
                console.page("rds/home?region={region}#database:id=%s;is-cluster=true", tail(r.id()));
            case AwsType.ECS_TASK -> task(console, r);
            default -> "";
        };
    }

    private static String task(Console console, ResourceRef task) {
        List<String> parts = new ArrayList<>(List.of(task.id().split("/", -1)));
        return parts.size() == 3
                ? console.page("ecs/v2/clusters/%s/tasks/%s?region={region}", parts.get(1), parts.get(2))
                : "";
    }

    private static String function(String id) {
        String[] parts = id.split(":", -1);
        return parts.length > 6 ? parts[6] : id;
    }

    private static String tail(String id) {
        return id.substring(Math.max(id.lastIndexOf('/'), id.lastIndexOf(':')) + 1);
    }
}
