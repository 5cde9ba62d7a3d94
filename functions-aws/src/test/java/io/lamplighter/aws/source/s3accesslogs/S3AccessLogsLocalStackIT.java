package io.lamplighter.aws.source.s3accesslogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.bench.LocalStack;
import io.lamplighter.events.Mode;
import io.lamplighter.events.SourceLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import software.amazon.awssdk.services.s3.model.PartitionDateSource;

/** LocalStack keeps the key format that moto drops, and takes a target that does not let the writer in. */
@EnabledIf("io.lamplighter.aws.bench.LocalStack#canRun")
class S3AccessLogsLocalStackIT extends S3AccessLogsOnEmulator {
    S3AccessLogsLocalStackIT() {
        super(LocalStack.fresh());
    }

    @Test
    void respond_darkBucket_keysAreByTheEventsOwnDay() {
        new SourceLoop(newSource(), failures()).respond(Mode.ACT, touched());

        assertThat(touched().resources()).allSatisfy(bucket -> {
            var logging = logging(bucket.id());
            assertThat(logging.targetPrefix()).isEqualTo(AccessLogStep.PREFIX);
            assertThat(logging.targetObjectKeyFormat().partitionedPrefix().partitionDateSource())
                    .isEqualTo(PartitionDateSource.EVENT_TIME);
        });
    }
}
