package io.lamplighter.aws.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.events.Failure;
import io.lamplighter.events.FindingTable.Lease;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The central table where nobody has deployed it, against DynamoDB Local. */
class NoTableIT {
    @ParameterizedTest
    @ValueSource(strings = {"find", "list", "entries", "plan"})
    void call_noSuchTable_namesItAndSaysWhatToDo(String call) {
        Settings settings = LocalDynamo.settings();
        Clients clients = LocalDynamo.clients(settings);
        DynamoTable table = new DynamoTable(clients, settings, Clock.systemUTC());

        Throwable thrown = catchThrowable(() -> {
            switch (call) {
                case "find" -> table.find("f");
                case "list" -> table.list("111122223333", Instant.EPOCH, 1);
                case "entries" -> table.entries("f");
                default -> table.plan(List.of(), new Lease("f", "t"), 1);
            }
        });

        assertThat(new AwsFailures().read(thrown))
                .isEqualTo(new Failure(
                        Failure.Kind.GONE,
                        "there is no table %s in eu-central-1: deploy the stack there, or set LAMPLIGHTER_TABLE or --region"
                                .formatted(settings.table())));
    }
}
