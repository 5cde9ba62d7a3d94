package io.lamplighter.aws.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.aws.bench.DemoTenant;
import io.lamplighter.aws.bench.LambdaRuntime;
import io.lamplighter.aws.bench.LambdaRuntime.Answer;
import io.lamplighter.aws.bench.Sqs;
import io.lamplighter.aws.function.Respond;
import io.lamplighter.shell.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the function does with no setting, and with a wrong one. */
class SettingsEndToEndIT {
    @Test
    void respond_noMode_proposesAndChangesNothing() {
        try (World world = new World()) {
            DemoTenant tenant = world.make();
            Map<String, String> dark = tenant.settings();
            String alert = tenant.alert();
            try (LambdaRuntime function = world.function(Respond.class, World.log("propose"), Map.of())) {
                assertThat(function.invoke(Sqs.batch(alert)))
                        .isEqualTo(new Answer("{\"batchItemFailures\":[]}", false));
            }

            assertThat(tenant.settings()).isEqualTo(dark);
            assertThat(world.rows("", "STEP#")).isEmpty();
            assertThat(world.rows("DAY#", "")).isEmpty();
            assertThat(world.outcomes(alert))
                    .contains(
                            "aws.s3-access-logs proposed " + DemoTenant.DARK,
                            "aws.vpc-flow-logs proposed " + tenant.networkInterface(),
                            "aws.vpc-flow-logs proposed " + tenant.otherVpc(),
                            "aws.resolver-query-logs proposed " + tenant.vpc())
                    .noneMatch(o -> o.contains("turned-on") || o.contains("failed"));
        }
    }

    @Test
    void start_wrongMode_stopsWithItsSentence() throws IOException {
        Path log = World.log("wrong-mode");
        try (World world = new World();
                LambdaRuntime function = world.function(Respond.class, log, Map.of(Variables.MODE, "maybe"))) {
            assertThatThrownBy(() -> function.invoke("{}")).hasMessageContaining("it takes propose or act");
        }

        assertThat(Files.readAllLines(log))
                .as("the sentence, and no more of a trace than its place")
                .anyMatch(l -> l.contains("LAMPLIGHTER_MODE is \"maybe\"; it takes propose or act"))
                .hasSizeLessThan(20);
    }
}
