package io.lamplighter.aws.clients;

import io.lamplighter.events.Failure;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** DynamoDB says only that some resource is not there: whoever works with the central table is told which, and what to do. */
record NoTable(String table, String region) implements ExecutionInterceptor {
    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (!(context.exception() instanceof ResourceNotFoundException absent)) {
            return context.exception();
        }
        Failure failure = new Failure(
                Failure.Kind.GONE,
                "there is no table %s in %s: deploy the stack there, or set %s or --region"
                        .formatted(table, region, Settings.TABLE));
        // The SDK takes no exception of another class here.
        return absent.toBuilder().cause(new KnownFailure(failure, null)).build();
    }
}
