package io.lamplighter.aws.enrich.history;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static io.lamplighter.aws.scope.FakeCloud.json;
import static io.lamplighter.aws.scope.FakeCloud.query;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.lamplighter.aws.clients.Pace;
import io.lamplighter.aws.scope.Alerts;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.scope.FakeCloud;
import io.lamplighter.aws.source.Calls;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Identity;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.SentCall;
import io.lamplighter.shell.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Against a fake of LookupEvents, which no emulator plays: pages of at most 50, newest first, one lookup attribute
 * (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html).
 */
class RecentHistoryTest {
    private static final Identity KEY = new Identity("access-key", "AKIAIOSFODNN7EXAMPLE");
    private static final String EMPTY = "{\"Events\": []}";

    private final FakeCloud cloud = new FakeCloud();
    private final Calls calls = new Calls();
    private final AtomicLong now = new AtomicLong();

    @AfterEach
    void stop() {
        cloud.close();
    }

    private RecentHistory history(String reach) {
        return new RecentHistory(
                cloud.clients(FakeCloud.settings(reach), calls),
                FakeCloud.settings(reach),
                new Pace(RecentHistory.CALLS, RecentHistory.WINDOW, now::get, now::addAndGet));
    }

    private RecentHistory history() {
        return history("accounts=111122223333");
    }

    private static ResponseDefinitionBuilder page(String next, List<Map<String, Object>> events) {
        return aResponse()
                .withBody(Json.write(
                        next.isEmpty() ? Map.of("Events", events) : Map.of("Events", events, "NextToken", next)));
    }

    private static Map<String, Object> event(int number, String bucket) {
        Map<String, Object> record =
                Map.of("sourceIPAddress", "198.51.100.7", "requestParameters", Map.of("bucketName", bucket));
        return event(number, "GetBucketAcl", Json.write(record));
    }

    private static Map<String, Object> event(int number, String name, String json) {
        return Map.of(
                "EventId",
                "e" + number,
                "EventName",
                name,
                "EventSource",
                "s3.amazonaws.com",
                "EventTime",
                1_790_000_000 - number,
                "CloudTrailEvent",
                json);
    }

    private void playRegion(String region, ResponseDefinitionBuilder answer) {
        cloud.play(json("LookupEvents")
                .withHeader("Played-Host", matching("cloudtrail\\." + region + "\\..*"))
                .willReturn(answer));
    }

    private Enrichment enrichKey() {
        return history().enrich(Alerts.by(KEY), List.of(Alerts.scope()));
    }

    @Test
    void enrich_keyThatTouchedBuckets_theyJoinTheScopeNewestFirst() {
        playRegion("us-east-1", aResponse().withBody(EMPTY));
        playRegion("eu-west-1", page("", List.of(event(2, "older"), event(1, "newer"), event(3, "newer"))));

        Enrichment.Found found = (Enrichment.Found) enrichKey();

        assertThat(found.touched())
                .containsExactly(
                        new ResourceRef(AwsType.BUCKET, "newer", "111122223333", ""),
                        new ResourceRef(AwsType.BUCKET, "older", "111122223333", ""));
        assertThat(found.summary()).contains("3 calls", "the last s3:GetBucketAcl", "15 minutes behind");
        assertThat(found.details()).containsEntry("calls", Map.of("s3:GetBucketAcl", 3L));
        assertThat(cloud.hosts())
                .containsExactlyInAnyOrder("cloudtrail.eu-west-1.amazonaws.com", "cloudtrail.us-east-1.amazonaws.com");
        assertThat(cloud.calls(com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor(
                                com.github.tomakehurst.wiremock.client.WireMock.anyUrl())
                        .withRequestBody(matchingJsonPath(
                                "$.LookupAttributes[0].AttributeValue",
                                com.github.tomakehurst.wiremock.client.WireMock.equalTo("AKIAIOSFODNN7EXAMPLE")))))
                .isEqualTo(2);
    }

    @Test
    void enrich_manyPages_fiveAndNoMoreAtTwoASecondAndSaid() {
        playRegion("us-east-1", aResponse().withBody(EMPTY));
        playRegion("eu-west-1", page("again", List.of(event(1, "records"))));

        Enrichment.Found found = (Enrichment.Found) enrichKey();

        assertThat(cloud.hosts().stream().filter(h -> h.contains("eu-west-1"))).hasSize(5);
        assertThat(now.get()).isEqualTo(2_000_000_000L);
        assertThat(found.notes()).anySatisfy(n -> assertThat(n).contains("older events were left out"));
    }

    @Test
    void enrich_moreTouchedThanTheLimit_twentyAndTheRestIsNamed() {
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            events.add(event(i, "records-" + i));
        }
        playRegion("us-east-1", aResponse().withBody(EMPTY));
        playRegion("eu-west-1", page("", events));

        Enrichment.Found found = (Enrichment.Found) enrichKey();

        assertThat(found.touched()).hasSize(20);
        assertThat(found.notes())
                .singleElement()
                .asString()
                .contains("10 more resources", "records-20", "…")
                .doesNotContain("records-19");
    }

    @Test
    void enrich_throttledOnce_retriedAndRead() {
        playRegion("us-east-1", aResponse().withBody(EMPTY));
        cloud.play(json("LookupEvents")
                .withHeader("Played-Host", containing("eu-west-1"))
                .inScenario("throttle")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("calm")
                .willReturn(aResponse().withStatus(400).withBody("{\"__type\": \"ThrottlingException\"}")));
        cloud.play(json("LookupEvents")
                .withHeader("Played-Host", containing("eu-west-1"))
                .inScenario("throttle")
                .whenScenarioStateIs("calm")
                .willReturn(page("", List.of(event(1, "records")))));

        assertThat(((Enrichment.Found) enrichKey()).touched()).hasSize(1);
    }

    @Test
    void enrich_deniedOnTheSecondPage_whatWasReadIsKeptAndTheRestIsSaid() {
        playRegion("us-east-1", aResponse().withBody(EMPTY));
        playRegion("eu-west-1", page("more", List.of(event(1, "records"))));
        cloud.play(json("LookupEvents")
                .withRequestBody(containing("\"NextToken\":\"more\""))
                .willReturn(aResponse().withStatus(400).withBody("{\"__type\": \"AccessDeniedException\"}")));

        Enrichment.Found found = (Enrichment.Found) enrichKey();

        assertThat(found.touched()).hasSize(1);
        assertThat(found.notes())
                .singleElement()
                .asString()
                .contains("eu-west-1", "to its end", "AccessDeniedException");
    }

    @Test
    void enrich_deniedEverywhere_unreadableWithTheReason() {
        cloud.play(json("LookupEvents")
                .willReturn(aResponse().withStatus(400).withBody("{\"__type\": \"AccessDeniedException\"}")));

        assertThat(enrichKey())
                .isInstanceOfSatisfying(
                        Enrichment.Unreadable.class,
                        u -> assertThat(u.why()).contains("AccessDeniedException", "AKIAIOSFODNN7EXAMPLE"));
    }

    @Test
    void enrich_noCalls_nothingAndHowFarBehind() {
        cloud.play(json("LookupEvents").willReturn(aResponse().withBody(EMPTY)));

        assertThat(enrichKey())
                .isEqualTo(new Enrichment.Nothing("recent-history", "no call in 90 days; " + Story.BEHIND));
    }

    @Test
    void enrich_globalRegionOutOfReach_notReadAndSaid() {
        playRegion("eu-west-1", page("", List.of(event(1, "records"))));

        Enrichment.Found found = (Enrichment.Found)
                history("accounts=111122223333;regions=eu-*").enrich(Alerts.by(KEY), List.of(Alerts.scope()));

        assertThat(cloud.hosts()).containsExactly("cloudtrail.eu-west-1.amazonaws.com");
        assertThat(found.notes()).anySatisfy(n -> assertThat(n).contains("us-east-1", "out of reach"));
    }

    @Test
    void enrich_role_itsSessionsAreFollowed() {
        String opened = Json.write(
                Map.of("responseElements", Map.of("credentials", Map.of("accessKeyId", "ASIAIOSFODNN7EXAMPLE"))));
        cloud.play(json("LookupEvents").willReturn(aResponse().withBody(EMPTY)));
        cloud.play(json("LookupEvents")
                .withRequestBody(containing("arn:aws:iam::111122223333:role/deploy"))
                .withHeader("Played-Host", containing("eu-west-1"))
                .willReturn(page("", List.of(event(9, "AssumeRole", opened)))));
        cloud.play(json("LookupEvents")
                .withRequestBody(containing("ASIAIOSFODNN7EXAMPLE"))
                .withHeader("Played-Host", containing("eu-west-1"))
                .willReturn(page("", List.of(event(1, "records")))));

        Enrichment.Found found =
                (Enrichment.Found) history().enrich(Alerts.by(new Identity("role", "deploy")), List.of(Alerts.scope()));

        assertThat(found.touched()).extracting(ResourceRef::id).containsExactly("records");
    }

    @Test
    void enrich_roleOfManySessions_theNewestAreFollowedAndTheRestIsSaid() {
        List<Map<String, Object>> opened = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            opened.add(event(
                    i,
                    "AssumeRole",
                    Json.write(Map.of(
                            "responseElements",
                            Map.of("credentials", Map.of("accessKeyId", "ASIAIOSFODNN7EXAMPL" + i))))));
        }
        cloud.play(json("LookupEvents").willReturn(aResponse().withBody(EMPTY)));
        cloud.play(json("LookupEvents")
                .withRequestBody(containing("arn:aws:iam::111122223333:role/deploy"))
                .withHeader("Played-Host", containing("eu-west-1"))
                .willReturn(page("", opened)));

        Enrichment.Found found =
                (Enrichment.Found) history().enrich(Alerts.by(new Identity("role", "deploy")), List.of(Alerts.scope()));

        assertThat(found.notes())
                .containsExactly("1 more sessions of the named roles were not looked up: ASIAIOSFODNN7EXAMPL3");
    }

    @Test
    void enrich_host_itsSessionsByInstanceIdAndItsProfilesRole() {
        cloud.play(json("LookupEvents").willReturn(aResponse().withBody(EMPTY)));
        cloud.play(query("GetInstanceProfile").willReturn(aResponse().withBody("""
                                        <GetInstanceProfileResponse><GetInstanceProfileResult><InstanceProfile><Roles><member>
                                        <RoleName>web</RoleName><Arn>arn:aws:iam::111122223333:role/app/web</Arn></member></Roles>
                                        </InstanceProfile></GetInstanceProfileResult></GetInstanceProfileResponse>""")));
        ResourceRef host = Alerts.ref(
                AwsType.INSTANCE,
                "i-0aa11bb22cc33dd44",
                Map.of(AwsType.INSTANCE_PROFILE, "arn:aws:iam::111122223333:instance-profile/web"));

        history().enrich(Alerts.naming(host), List.of(Alerts.scope(host)));

        assertThat(calls.sent().stream()
                        .filter(c -> c.permission().equals("cloudtrail:LookupEvents"))
                        .map(SentCall::toString)
                        .collect(Collectors.joining()))
                .contains("i-0aa11bb22cc33dd44", "arn:aws:iam::111122223333:role/app/web");
        assertThat(calls.sent().stream().map(SentCall::permission).distinct())
                .containsExactlyInAnyOrder(
                        RecentHistory.class.getAnnotation(Grants.class).read());
    }

    private static final String LOST = "fl-01c931a7296ed28c9";

    private static ResourceRef lost() {
        return Alerts.ref(AwsType.FLOW_LOG, LOST, Map.of());
    }

    /** As CloudTrail writes CreateFlowLogs: one id is a text, several are a list. */
    private static Map<String, Object> making(int number, String vpc, Object flowLogs) {
        return event(
                number,
                "CreateFlowLogs",
                Json.write(Map.of(
                        "requestParameters",
                        Map.of("CreateFlowLogsRequest", Map.of("ResourceId", Map.of("tag", 1, "content", vpc))),
                        "responseElements",
                        Map.of("CreateFlowLogsResponse", Map.of("flowLogIdSet", Map.of("item", flowLogs))))));
    }

    @Test
    void enrich_deletedFlowLogOfOthers_whatItWasALogOfJoinsTheScope() {
        cloud.play(json("LookupEvents").willReturn(aResponse().withBody(EMPTY)));
        cloud.play(json("LookupEvents")
                .withRequestBody(containing("CreateFlowLogs"))
                .willReturn(page(
                        "",
                        List.of(
                                making(1, "vpc-0000000000000000a", "fl-0000000000000000a"),
                                making(2, "vpc-0aa11bb22cc33dd44", List.of("fl-0000000000000000b", LOST))))));

        assertThat(history().applies(Alerts.naming(lost()), List.of(Alerts.scope(lost()))))
                .isTrue();
        Enrichment.Found found =
                (Enrichment.Found) history().enrich(Alerts.naming(lost()), List.of(Alerts.scope(lost())));

        assertThat(found.touched()).extracting(ResourceRef::id).containsExactly("vpc-0aa11bb22cc33dd44");
        assertThat(found.notes()).isEmpty();
        assertThat(cloud.hosts()).as("asked where it was, and nowhere else").hasSize(1);
        assertThat(calls.sent().stream().map(SentCall::permission).distinct())
                .containsExactly("cloudtrail:LookupEvents");
    }

    @Test
    void enrich_deletedFlowLogOfNoCallThatIsKnown_isSaid() {
        cloud.play(json("LookupEvents")
                .willReturn(page("", List.of(making(1, "vpc-0000000000000000a", "fl-0000000000000000a")))));

        assertThat(history().enrich(Alerts.naming(lost()), List.of(Alerts.scope(lost()))))
                .isInstanceOfSatisfying(
                        Enrichment.Nothing.class,
                        n -> assertThat(n.why()).contains(LOST, "cannot be told what that was a log of"));
    }

    @Test
    void applies_nameThatIamCouldNotHaveGiven_notAsked() {
        assertThat(history().applies(Alerts.by(new Identity("user", "<script>\n\"x\"")), List.of(Alerts.scope())))
                .isFalse();
    }
}
