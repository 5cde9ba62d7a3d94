package io.lamplighter.aws.source;

import java.net.URI;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends every request to one place on this machine, path and all; not for S3, which has the bucket in the host's name.
 */
public record Elsewhere(URI place) implements ExecutionInterceptor {
    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.httpRequest().toBuilder()
                .protocol(place.getScheme())
                .host(place.getHost())
                .port(place.getPort())
                .build();
    }
}
