package io.lamplighter.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.alert.AwsEvents;
import io.lamplighter.aws.bench.DemoTenant;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.table.TableCreation;
import io.lamplighter.events.Approved;
import io.lamplighter.events.Deadline;
import io.lamplighter.events.FindingTable.Stored;
import io.lamplighter.events.Intake.Answer;
import io.lamplighter.events.Intake.Result;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Watch;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.s3.S3Client;

/** CloudTrail's events about our own work, through the parser, the loop and the table against moto. */
class OwnWorkIT {
    private static final String BUCKET = "acme-payroll";
    private static final Settings SETTINGS = Settings.from(Map.of(
            Variables.MODE,
            "act",
            Variables.REACH,
            "accounts=%s;sources=aws.s3-access-logs,aws.vpc-flow-logs".formatted(Moto.ACCOUNT)));

    private final Moto moto = Moto.shared();
    private final Heard heard = new Heard();
    private final Lamps lamps = new Lamps(moto.clients(SETTINGS, heard), SETTINGS, Clock.systemUTC());
    private final S3Client s3 = moto.clients(SETTINGS).s3(Moto.ACCOUNT, Moto.REGION);
    private final Ec2Client ec2 = moto.clients(SETTINGS).ec2(Moto.ACCOUNT, Moto.REGION);

    /** The request ids in the answers' headers, by operation: what CloudTrail would write. */
    private static final class Heard implements ExecutionInterceptor {
        private final Map<String, String> ids = new ConcurrentHashMap<>();

        @Override
        public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
            context.httpResponse()
                    .firstMatchingHeader(List.of("x-amz-request-id", "x-amzn-RequestId"))
                    .ifPresent(id -> ids.put(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), id));
        }
    }

    @BeforeEach
    void makeDark() {
        moto.reset();
        lamps.bean(TableCreation.class).create();
        String evidence = SETTINGS.evidenceBucket(Moto.ACCOUNT, Moto.REGION);
        for (String bucket : List.of(evidence, BUCKET)) {
            s3.createBucket(b -> b.bucket(bucket));
        }
        s3.putBucketPolicy(b -> b.bucket(evidence).policy(DemoTenant.admitting(evidence)));
    }

    private boolean lit() {
        return s3.getBucketLogging(b -> b.bucket(BUCKET)).loggingEnabled() != null;
    }

    private static String sample(String name, String eventId, String requestId) throws IOException {
        Path samples = Path.of(System.getProperty("lamplighter.root", "..")).resolve("events/samples/aws");
        return Files.readString(samples.resolve(name))
                .replace("111122223333", Moto.ACCOUNT)
                .replace("eu-central-1", Moto.REGION)
                .replaceFirst("\"eventTime\": \"[^\"]*\"", "\"eventTime\": \"%s\"".formatted(Instant.now()))
                .replaceFirst("\"eventID\": \"[^\"]*\"", "\"eventID\": \"%s\"".formatted(eventId))
                .replaceFirst("\"requestID\": \"[^\"]*\"", "\"requestID\": \"%s\"".formatted(requestId));
    }

    private Answer take(String event) throws IOException, InterruptedException {
        Deadline deadline = new Deadline(Instant.now().plusSeconds(120), Clock.systemUTC());
        List<Answer> answers =
                lamps.intake(Watch.NONE).take(lamps.bean(AwsEvents.class).open(Json.read(event)), deadline);
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }

    private List<Stored> findings() {
        return lamps.findings().list(Moto.ACCOUNT, Instant.EPOCH, 10);
    }

    private Answer emptied(String eventId, String requestId) throws IOException, InterruptedException {
        return take(sample("cloudtrail-put-bucket-logging-emptied.json", eventId, requestId)
                .replace("shop-orders-archive", BUCKET));
    }

    @Test
    void respond_eventOfOurOwnUndo_staysDarkAndTheSameOfAnotherIsLit() throws IOException, InterruptedException {
        assertThat(emptied("event-1", "theirs-1").result()).isEqualTo(Result.DONE);
        assertThat(lit()).isTrue();
        String finding = findings().getFirst().id();

        List<LedgerEntry> entries = lamps.ledger().entries(finding);
        assertThat(lamps.undoing().undo(entries, Mode.ACT).values())
                .singleElement()
                .isInstanceOf(Restoration.Restored.class);
        assertThat(lit()).isFalse();
        String ours = Objects.requireNonNull(heard.ids.get("PutBucketLogging"));

        Answer answer = emptied("event-2", ours);
        assertThat(answer.result()).isEqualTo(Result.IGNORED);
        assertThat(answer.why()).contains(entries.getFirst().id());
        assertThat(lit()).isFalse();
        assertThat(findings()).hasSize(1);

        assertThat(emptied("event-3", "theirs-2").result()).isEqualTo(Result.DONE);
        assertThat(lit()).isTrue();
        assertThat(findings()).hasSize(2);
    }

    @Test
    void respond_flowLogOfOursDeleted_itsVpcIsLitAgain() throws IOException, InterruptedException {
        String vpc = ec2.createVpc(b -> b.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        take(sample("cloudtrail-disassociate-query-log.json", "event-1", "theirs-1")
                .replace("vpc-0123456789abcdef0", vpc));
        FlowLog first = onlyFlowLog();
        assertThat(first.resourceId()).isEqualTo(vpc);
        ec2.deleteFlowLogs(b -> b.flowLogIds(first.flowLogId()));

        Answer answer = take(sample("cloudtrail-delete-flow-logs.json", "event-2", "theirs-2")
                .replace("fl-0a1b2c3d4e5f60718", first.flowLogId()));

        assertThat(answer.result()).isEqualTo(Result.DONE);
        FlowLog again = onlyFlowLog();
        assertThat(again.resourceId()).isEqualTo(vpc);
        assertThat(again.tags()).anySatisfy(t -> {
            assertThat(t.key()).isEqualTo(Approved.FINDING_TAG);
            assertThat(answer.why()).contains(t.value());
        });
        assertThat(findings().stream().map(f -> Json.write(f.document())))
                .anySatisfy(d -> assertThat(d).contains("was made by our step"));
    }

    private FlowLog onlyFlowLog() {
        List<FlowLog> logs = ec2.describeFlowLogs().flowLogs();
        assertThat(logs).hasSize(1);
        return logs.getFirst();
    }
}
