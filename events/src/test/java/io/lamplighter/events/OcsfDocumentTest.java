package io.lamplighter.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.LedgerEntry.State;
import io.lamplighter.shell.FindingReport;
import io.lamplighter.shell.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OcsfDocumentTest {
    /** Required in every class: https://github.com/ocsf/ocsf-schema/blob/v1.5.0/events/base_event.json with its includes. */
    private static final List<String> BASE =
            List.of("activity_id", "category_uid", "class_uid", "metadata", "severity_id", "time", "type_uid");

    /** Required with the cloud profile: https://github.com/ocsf/ocsf-schema/blob/v1.5.0/profiles/cloud.json */
    private static final List<String> CLOUD_PROFILE = List.of("cloud");

    /** Required in objects, https://github.com/ocsf/ocsf-schema/tree/v1.5.0/objects, by where a document has them. */
    private static final Map<String, List<String>> OBJECTS = Map.of(
            "metadata", List.of("product", "version"),
            "metadata.product", List.of("name", "vendor_name"),
            "cloud", List.of("provider"),
            "finding_info", List.of("uid"),
            "api", List.of("operation"),
            "remediation", List.of("desc"),
            "observables", List.of("name", "type_id"));

    /** One of these is in each evidence: objects/evidences.json, constraints.at_least_one. */
    private static final List<String> EVIDENCE = List.of("actor", "api", "data");

    private static final Instant TIME = Instant.parse("2026-03-10T12:00:00.250Z");
    private static final LogLocation LOGS =
            new LogLocation("s3://evidence/AWSLogs/", "about 10 minutes", "SELECT * FROM flow_logs");

    private static final LogLocation ELSEWHERE =
            new LogLocation("s3://other/", "about 10 minutes", "SELECT 1", "the archive is gone");

    private static ResourceRef vpc(String id) {
        return new ResourceRef("AWS::EC2::VPC", id, "111122223333", "eu-central-1");
    }

    private static Alert alert() {
        return new Alert(
                "arn:aws:guardduty:eu-central-1:111122223333:detector/d/finding/f",
                "guardduty",
                "Backdoor:EC2/C&CActivity.B!DNS",
                "An instance asks for a known name",
                Severity.HIGH,
                TIME,
                "111122223333",
                "eu-central-1",
                List.of(vpc("vpc-1")),
                List.of(new Identity("access-key", "AKIAIOSFODNN7EXAMPLE"), new Identity("role", "web")),
                List.of(new Indicator("ip", "198.51.100.7"), new Indicator("api", "GetObject")),
                Request.RESPOND);
    }

    private static Finding finding(int deliveries, List<Enrichment> enrichments) {
        List<Outcome> outcomes = List.of(
                new Outcome.TurnedOn("aws.vpc-flow-logs", List.of(vpc("vpc-1")), "step-1", "ACTIVE", LOGS),
                new Outcome.AlreadyOn("aws.s3-access-logs", List.of(vpc("b-1"), vpc("b-2")), "logged to trail-logs"),
                new Outcome.Proposed("aws.x", List.of(vpc("p")), "x:Put", Map.of("Name", "p"), ELSEWHERE),
                new Outcome.Refused("aws.x", List.of(vpc("u")), "undecidable", "cannot be read"),
                new Outcome.Refused("aws.x", List.of(vpc("h")), "hands-off", "tagged"),
                new Outcome.Failed("aws.x", List.of(vpc("f")), new Failure(Failure.Kind.DENIED, "no role")));
        return new Finding(
                alert().findingId(),
                alert(),
                deliveries,
                List.of(),
                enrichments,
                outcomes,
                List.of(entry(State.ON)),
                List.of("3 buckets were left out"),
                TIME.plusSeconds(5));
    }

    private static LedgerEntry entry(State state) {
        return new LedgerEntry(
                "step-1",
                alert().findingId(),
                "aws.vpc-flow-logs",
                "111122223333",
                "eu-central-1",
                "ec2:CreateFlowLogs",
                List.of(vpc("vpc-1")),
                Map.of("ResourceIds", List.of("vpc-1")),
                Map.of(),
                Map.of("FlowLogIds", List.of("fl-1")),
                state,
                "seen",
                TIME,
                TIME.plusSeconds(1),
                TIME.plusSeconds(1000));
    }

    private static void assertRequired(Map<String, Object> document, String... ofClass) {
        assertThat(document).containsKeys(BASE.toArray(String[]::new));
        assertThat(document).containsKeys(CLOUD_PROFILE.toArray(String[]::new)).containsKeys(ofClass);
        int classUid = (int) Objects.requireNonNull(document.get("class_uid"));
        assertThat(document)
                .containsEntry("category_uid", classUid / 1000)
                .containsEntry("type_uid", classUid * 100 + (int) Objects.requireNonNull(document.get("activity_id")));
        OBJECTS.forEach((path, required) -> {
            Object found = document;
            for (String key : path.split("\\.", -1)) {
                found = found instanceof Map<?, ?> map ? map.get(key) : null;
            }
            List<?> all = found == null ? List.of() : found instanceof List<?> list ? list : List.of(found);
            assertThat(all)
                    .as(path)
                    .allSatisfy(o -> assertThat(((Map<?, ?>) o).keySet())
                            .as(path)
                            .asInstanceOf(InstanceOfAssertFactories.COLLECTION)
                            .containsAll(required));
        });
        assertThat((List<?>) document.getOrDefault("evidences", List.of()))
                .allSatisfy(e -> assertThat(((Map<?, ?>) e).keySet()).anyMatch(EVIDENCE::contains));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Map<String, Object> document, String... path) {
        Map<String, Object> here = document;
        for (String key : path) {
            here = (Map<String, Object>) Objects.requireNonNull(here.get(key), key);
        }
        return here;
    }

    @Test
    void finding_firstDelivery_isACreatedDetectionFinding() {
        Map<String, Object> document = OcsfDocument.of(finding(1, List.of()));

        assertRequired(document, "finding_info");
        assertThat(document)
                .containsEntry("type_uid", 200401)
                .containsEntry("severity_id", 4)
                .containsEntry("severity", "High")
                .containsEntry("time", TIME.toEpochMilli())
                .containsEntry("message", "An instance asks for a known name")
                .containsEntry("status_detail", "1 turned on, 2 already on, 1 proposed, 2 refused, 1 failed");
        assertThat(at(document, "cloud", "account"))
                .containsEntry("uid", "111122223333")
                .containsEntry("type_id", 10);
        assertThat(at(document, "unmapped", "lamplighter", "coverage"))
                .containsEntry("before", Map.of("covered", 2, "missing", 3, "unknown", 2))
                .containsEntry("after", Map.of("covered", 3, "missing", 2, "unknown", 2));
        assertThat(at(document, "unmapped", "lamplighter"))
                .containsKeys("outcomes", "steps", "enrichments")
                .containsEntry("notes", List.of("3 buckets were left out"))
                .doesNotContainKey("cut");
        assertThat(at(document, "unmapped", "lamplighter").get("logs"))
                .asString()
                .contains("s3://evidence/AWSLogs/", "SELECT * FROM flow_logs", "left=the archive is gone")
                .containsOnlyOnce("left=");
        assertThat(FindingReport.of(document, "", 120))
                .contains("s3://other/", "not sent elsewhere: the archive is gone");
    }

    @Test
    void finding_laterDelivery_isAnUpdate() {
        assertThat(OcsfDocument.of(finding(2, List.of())))
                .containsEntry("activity_id", 2)
                .containsEntry("type_uid", 200402);
    }

    @Test
    void finding_subscription_isAzure() {
        OcsfCut cut = new OcsfCut(OcsfCut.TIGHTER.getFirst());

        assertThat(OcsfParts.cloud(cut, "00000000-0000-0000-0000-000000000001", "westeurope"))
                .containsEntry("provider", "Azure");
    }

    @Test
    void finding_readBackFromJson_isTheSame() throws Exception {
        Map<String, Object> document = OcsfDocument.of(finding(
                1,
                List.of(
                        new Enrichment.Found(
                                "history", "busy", Map.of("n", 5L, "big", 1L << 40, "f", 0.5f, "s", (short) 3)),
                        new Enrichment.Nothing("exposure", "no group is open"),
                        new Enrichment.Unreadable("identity", "denied"))));

        assertThat(Json.map(Json.read(Json.write(document)))).isEqualTo(document);
    }

    @Test
    void finding_tooBig_losesHistoryFirstAndSaysSo() {
        List<Object> calls = Collections.nCopies(20_000, Map.of("event", "GetObject", "at", TIME.toString()));
        Map<String, Object> document = OcsfDocument.of(finding(
                1,
                List.of(
                        new Enrichment.Found("recent-history", "20000 calls", Map.of("calls", calls)),
                        new Enrichment.Found("instance", "web", Map.of("name", "web")))));

        assertThat(at(document, "unmapped", "lamplighter").get("cut"))
                .isEqualTo(List.of("details of recent-history: the first 100 kept of each list, 19900 left out"));
        assertThat(at(document, "unmapped", "lamplighter").get("enrichments"))
                .asString()
                .contains("name=web");
    }

    @Test
    void finding_tooBigWithoutHistory_losesTheLongestDetails() {
        Map<String, Object> document = OcsfDocument.of(finding(
                1,
                List.of(
                        new Enrichment.Found("huge", "h", Map.of("text", "x".repeat(350_000))),
                        new Enrichment.Found("large", "l", Map.of("text", "y".repeat(60_000))))));

        assertThat(at(document, "unmapped", "lamplighter").get("cut"))
                .asString()
                .contains("details of huge")
                .doesNotContain("large");
        assertThat(at(document, "unmapped", "lamplighter").get("enrichments"))
                .asString()
                .contains("yyy")
                .doesNotContain("xxx");
    }

    @Test
    void finding_tenThousandTargets_isCutToFit() {
        ResourceRef[] many = new ResourceRef[10_000];
        Arrays.setAll(many, i -> vpc("vpc-" + i));
        Finding finding = new Finding(
                "f",
                alert(),
                1,
                List.of(),
                List.of(),
                List.of(new Outcome.AlreadyOn("s", List.of(many), "on")),
                List.of(),
                List.of(),
                TIME);

        Map<String, Object> document = OcsfDocument.of(finding);

        assertRequired(document, "finding_info");
        assertThat(at(document, "unmapped", "lamplighter").get("cut"))
                .asString()
                .contains("targets: 1000 of 10000 kept");
        assertThat(document).containsEntry("status_detail", "10000 already on");
    }

    @ParameterizedTest
    @CsvSource({
        "PLANNED, 700105, 99",
        "ON, 700105, 1",
        "FAILED, 700105, 2",
        "UNDOING, 700103, 99",
        "UNDONE, 700103, 1",
    })
    void change_eachState_isARemediationActivity(State state, int typeUid, int statusId) {
        Map<String, Object> document = OcsfDocument.of(entry(state));

        assertRequired(document, "command_uid");
        assertThat(document)
                .containsEntry("type_uid", typeUid)
                .containsEntry("status_id", statusId)
                .containsEntry("command_uid", "step-1")
                .containsEntry("status_detail", "seen");
        assertThat(at(document, "metadata")).containsEntry("correlation_uid", alert().findingId());
        assertThat(at(document, "api")).containsEntry("operation", "CreateFlowLogs");
    }

    @Test
    void halfOfAPair_isReplacedSoThatItCanBeWritten() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("\ud83d", "\udd26 and 🔦");
        String json = Json.write(OcsfDocument.of(finding(1, List.of(new Enrichment.Found("e", "\ud83d", details)))));

        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(json)).isTrue();
        assertThat(json).contains("🔦");
    }
}
