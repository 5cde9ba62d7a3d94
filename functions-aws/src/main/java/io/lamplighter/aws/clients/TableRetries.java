package io.lamplighter.aws.clients;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The table's retries: a transaction that met another one on the same item may be sent again as it is.
 *
 * <p>The SDK does not retry it by itself (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html,
 * "TransactionConflict").
 */
final class TableRetries {
    private static final int ATTEMPTS = 8;

    private TableRetries() {}

    static void configure(ClientOverrideConfiguration.Builder configuration) {
        configuration.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .retryOnException(TableRetries::conflict)
                .build());
    }

    private static boolean conflict(Throwable thrown) {
        return thrown instanceof TransactionCanceledException cancelled
                && cancelled.cancellationReasons().stream().anyMatch(r -> "TransactionConflict".equals(r.code()))
                && cancelled.cancellationReasons().stream().noneMatch(r -> "ConditionalCheckFailed".equals(r.code()));
    }
}
