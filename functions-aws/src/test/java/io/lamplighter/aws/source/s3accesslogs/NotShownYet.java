package io.lamplighter.aws.source.s3accesslogs;

import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingResponse;
import software.amazon.awssdk.services.s3.model.PutBucketLoggingRequest;

/**
 * The first look after the first write does not see it: bucket configurations are eventually consistent
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel).
 */
final class NotShownYet implements ExecutionInterceptor {
    private boolean wrote;
    private boolean shown;

    @Override
    public synchronized SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        if (context.request() instanceof PutBucketLoggingRequest) {
            wrote = true;
        } else if (wrote && !shown && context.response() instanceof GetBucketLoggingResponse) {
            shown = true;
            return GetBucketLoggingResponse.builder().build();
        }
        return context.response();
    }
}
