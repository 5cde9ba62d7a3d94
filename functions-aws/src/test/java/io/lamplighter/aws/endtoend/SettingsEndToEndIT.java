package io.lamplighter.aws.endtoend;

import io.lamplighter.aws.bench.DemoTenant;
import io.lamplighter.aws.bench.LambdaRuntime;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.bench.Packaged;
import io.lamplighter.aws.bench.Sqs;
import io.lamplighter.aws.function.Respond;
import io.lamplighter.events.FindingTable;
import io.lamplighter.shell.SettingsContract;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** AWS's function behind its queue. */
class SettingsEndToEndIT extends SettingsContract {
    private World world;
    private DemoTenant tenant;

    @BeforeEach
    void make() {
        world = new World();
        tenant = world.make();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Override
    protected String alert() {
        return tenant.alert();
    }

    @Override
    protected Map<String, ?> settings() {
        return tenant.settings();
    }

    @Override
    protected String deliver(String event, Map<String, String> more, Path log) {
        try (LambdaRuntime function = world.function(Respond.class, log, more)) {
            LambdaRuntime.Answer answer = function.invoke(Sqs.batch(event));
            return answer.equals(new LambdaRuntime.Answer("{\"batchItemFailures\":[]}", false)) ? "" : answer.body();
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    protected Path logs() {
        return Packaged.target();
    }

    @Override
    protected FindingTable.Stored finding() {
        return world.lamps().findings().list(Moto.ACCOUNT, Instant.EPOCH, 2).getFirst();
    }

    @Override
    protected List<?> stepRows() {
        return Stream.concat(world.rows("", "STEP#").stream(), world.rows("DAY#", "").stream())
                .toList();
    }

    @Override
    protected List<String> dark() {
        return List.of(
                "aws.s3-access-logs " + DemoTenant.DARK,
                "aws.vpc-flow-logs " + tenant.networkInterface(),
                "aws.vpc-flow-logs " + tenant.otherVpc(),
                "aws.resolver-query-logs " + tenant.vpc());
    }
}
