package io.lamplighter.aws.clients;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * The table's retries: what met another transaction on the same item, or was throttled inside one, may be sent again as
 * it is.
 *
 * <p>The SDK does not retry it by itself (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html,
 * "TransactionConflict"; https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html for the
 * codes). The first waits are as short as the SDK's own for DynamoDB: the sources of one alert plan side by side.
 */
final class TableRetries {
    private static final int ATTEMPTS = 9;
    private static final Duration BASE = Duration.ofMillis(25);
    private static final Duration MOST = Duration.ofSeconds(5);
    private static final String CONDITION = "ConditionalCheckFailed";
    private static final Set<String> AGAIN =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded", "RequestLimitExceeded");

    private TableRetries() {}

    static void configure(ClientOverrideConfiguration.Builder configuration) {
        configuration.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .backoffStrategy(BackoffStrategy.exponentialDelay(BASE, MOST))
                .retryOnException(TableRetries::mayBeSentAgain)
                .build());
    }

    private static boolean mayBeSentAgain(Throwable thrown) {
        if (thrown instanceof TransactionConflictException) {
            return true;
        }
        if (!(thrown instanceof TransactionCanceledException cancelled)) {
            return false;
        }
        // A condition that failed is the answer, whatever else was met.
        List<String> codes = cancelled.cancellationReasons().stream()
                .map(CancellationReason::code)
                .toList();
        return !codes.contains(CONDITION) && codes.stream().anyMatch(AGAIN::contains);
    }
}
