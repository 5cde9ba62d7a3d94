package io.lamplighter.aws.faults;

import io.lamplighter.reliability.Kill;
import java.util.Set;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Lets the calls of a delivery meet its end.
 *
 * <p>The calls that only enrichers make are passed and not counted, since they change nothing and leave the state between
 * two of them the same.
 */
record KillsCalls(Kill kill) implements ExecutionInterceptor {
    private static final ExecutionAttribute<Kill.Call> ATTEMPT = new ExecutionAttribute<>("KillsCalls.Attempt");
    private static final Set<String> ENRICHING = Set.of("CloudTrail", "Organizations");

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        // An attempt before this one may have had no answer.
        landed(attributes);
        boolean counted = !ENRICHING.contains(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
        attributes.putAttribute(ATTEMPT, kill.goes(counted));
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        kill.answered(attributes.getAttribute(ATTEMPT));
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        landed(attributes);
    }

    private void landed(ExecutionAttributes attributes) {
        Kill.Call attempt = attributes.getAttribute(ATTEMPT);
        if (attempt != null) {
            kill.landed(attempt);
        }
    }
}
