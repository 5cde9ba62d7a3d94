package io.lamplighter.aws.enrich.trails;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Cut;
import io.lamplighter.events.Details;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Gathered;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Reach;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SideBySide;
import io.lamplighter.events.SideBySide.Answers;
import io.lamplighter.events.SideBySide.Question;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/**
 * Whether CloudTrail records here, to where, and whether it records the objects of the touched buckets: two round trips
 * an account and region.
 */
@Singleton
@Grants(read = {"cloudtrail:DescribeTrails", "cloudtrail:GetEventSelectors", "cloudtrail:GetTrailStatus"})
public final class Trails implements Enricher {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MOST_PLACES = 10;

    private final Clients clients;
    private final Reach reach;

    public Trails(Clients clients, Settings settings) {
        this.clients = clients;
        this.reach = settings.reachFrom(clients.home().account());
    }

    @Override
    public String id() {
        return "trails";
    }

    @Override
    public boolean looksAtResources() {
        return true;
    }

    @Override
    public boolean applies(Alert alert, List<Scope> scopes) {
        return !scopes.isEmpty();
    }

    @Override
    public Enrichment enrich(Alert alert, List<Scope> scopes) {
        Map<String, List<Scope>> places = scopes.stream()
                .collect(Collectors.groupingBy(
                        s -> s.account() + " " + s.region(), LinkedHashMap::new, Collectors.toList()));
        Cut<List<Scope>> cut = Cut.of(
                List.copyOf(places.values()),
                MOST_PLACES,
                "places were not looked at for trails",
                here -> here.getFirst().account() + " " + here.getFirst().region());
        List<Question<Answers<Map<String, Object>>>> questions = cut.kept().stream()
                .map(here -> new Question<>("the trails in " + here.getFirst().region(), () -> look(here)))
                .toList();
        return Gathered.of(
                id(),
                Gathered.flat(SideBySide.ask(questions, LIMIT, new AwsFailures()))
                        .and(cut.notes()),
                "trails",
                "no trail records here: there is only the event history of 90 days",
                trails -> trails.stream().map(Trails::line).collect(Collectors.joining("; ")));
    }

    private static String line(Map<String, Object> one) {
        return "trail %s %s to %s, management events: %s%s"
                .formatted(
                        one.get("name"),
                        state(one.get("logging")),
                        one.getOrDefault("bucket", "no bucket"),
                        one.getOrDefault("management", "unknown"),
                        one.containsKey("objects") ? ", objects of touched buckets: " + one.get("objects") : "");
    }

    /** What could not be read must not be called off. */
    private static String state(@Nullable Object logging) {
        if (logging == null) {
            return "(state unknown)";
        }
        return Boolean.TRUE.equals(logging) ? "records" : "DOES NOT RECORD";
    }

    private Answers<Map<String, Object>> look(List<Scope> here) {
        Scope place = here.getFirst();
        List<String> buckets = here.stream()
                .flatMap(s -> s.of(AwsType.BUCKET).stream())
                .map(ResourceRef::id)
                .distinct()
                .toList();
        List<Question<Details>> questions = new ArrayList<>();
        List<Trail> trails = clients.cloudTrail(place.account(), place.region())
                .describeTrails()
                .trailList();
        for (Trail trail : trails) {
            Scope home = new Scope(
                    place.account(),
                    trail.homeRegion() == null ? place.region() : trail.homeRegion(),
                    Breadth.TOUCHED,
                    List.of());
            CloudTrailClient client =
                    clients.cloudTrail(place.account(), reach.holds(home) ? home.region() : place.region());
            questions.add(new Question<>("the state of trail " + trail.name(), () -> status(client, trail)));
            questions.add(
                    new Question<>("what trail " + trail.name() + " records", () -> recorded(client, trail, buckets)));
        }
        Answers<Details> parts = SideBySide.ask(questions, LIMIT, new AwsFailures());
        Map<String, Details> byTrail = new LinkedHashMap<>();
        trails.forEach(t -> byTrail.put(t.trailARN(), trail(t)));
        for (Details part : parts.values()) {
            Map<String, Object> known = part.map();
            Details whole = byTrail.get(String.valueOf(known.get("arn")));
            if (whole != null) {
                known.forEach(whole::put);
            }
        }
        return new Answers<>(byTrail.values().stream().map(Details::map).toList(), parts.failures());
    }

    private static Details trail(Trail trail) {
        return new Details()
                .put("arn", trail.trailARN())
                .put("name", trail.name())
                .put("bucket", trail.s3BucketName())
                .put("prefix", trail.s3KeyPrefix())
                .put("home", trail.homeRegion())
                .put("allRegions", trail.isMultiRegionTrail())
                .put("organization", trail.isOrganizationTrail())
                .put("validation", trail.logFileValidationEnabled());
    }

    private static Details status(CloudTrailClient client, Trail trail) {
        GetTrailStatusResponse status = client.getTrailStatus(r -> r.name(trail.trailARN()));
        return new Details()
                .put("arn", trail.trailARN())
                .put("logging", Boolean.TRUE.equals(status.isLogging()))
                .put("lastDelivery", status.latestDeliveryTime())
                .put("deliveryError", status.latestDeliveryError());
    }

    private static Details recorded(CloudTrailClient client, Trail trail, List<String> buckets) {
        Selectors selectors = selectors(client.getEventSelectors(r -> r.trailName(trail.trailARN())));
        String partition = trail.trailARN().split(":", -1)[1];
        Map<String, Object> objects = new LinkedHashMap<>();
        buckets.forEach(b -> objects.put(b, selectors.objectsOf("arn:%s:s3:::%s".formatted(partition, b))));
        return new Details()
                .put("arn", trail.trailARN())
                .put("management", selectors.management())
                .put("objects", objects.isEmpty() ? null : objects);
    }

    private static Selectors selectors(GetEventSelectorsResponse response) {
        List<Selectors.Basic> simple = new ArrayList<>();
        for (EventSelector one : response.eventSelectors()) {
            List<String> objects = one.dataResources().stream()
                    .filter(d -> "AWS::S3::Object".equals(d.type()))
                    .flatMap(d -> d.values().stream())
                    .toList();
            // Management events of all kinds are what a selector without these fields records.
            simple.add(new Selectors.Basic(
                    !Boolean.FALSE.equals(one.includeManagementEvents()),
                    !one.excludeManagementEventSources().isEmpty(),
                    one.readWriteTypeAsString() == null ? "All" : one.readWriteTypeAsString(),
                    objects));
        }
        List<Selectors.Advanced> advanced = new ArrayList<>();
        for (AdvancedEventSelector one : response.advancedEventSelectors()) {
            advanced.add(new Selectors.Advanced(
                    one.fieldSelectors().stream().map(Trails::field).toList()));
        }
        return new Selectors(simple, advanced);
    }

    private static Selectors.Field field(AdvancedFieldSelector f) {
        List<String> not = new ArrayList<>(f.notEquals());
        not.addAll(f.notStartsWith());
        boolean byEnding = !f.endsWith().isEmpty() || !f.notEndsWith().isEmpty();
        return new Selectors.Field(f.field(), f.equalsValue(), f.startsWith(), not, byEnding);
    }
}
