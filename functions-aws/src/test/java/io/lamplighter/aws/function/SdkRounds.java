package io.lamplighter.aws.function;

import io.lamplighter.aws.source.Calls;
import io.lamplighter.bench.Rounds;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** The SDK's calls in rounds, each with all its attempts. */
record SdkRounds(Rounds rounds) implements ExecutionInterceptor {
    private static final ExecutionAttribute<Boolean> ON_ITS_WAY = new ExecutionAttribute<>("OnItsWay");

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String permission = Calls.permission(
                attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
                attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        attributes.putAttribute(ON_ITS_WAY, true);
        try {
            rounds.go(permission, Rounds.standing());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted before its round", e);
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        arrived(attributes);
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        arrived(attributes);
    }

    private void arrived(ExecutionAttributes attributes) {
        if (Boolean.TRUE.equals(attributes.getAttribute(ON_ITS_WAY))) {
            attributes.putAttribute(ON_ITS_WAY, false);
            rounds.arrived();
        }
    }
}
