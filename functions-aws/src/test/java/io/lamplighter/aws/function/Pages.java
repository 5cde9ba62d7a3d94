package io.lamplighter.aws.function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;

/**
 * Plays the pages of lists without a filter, since every emulator answers in one: a page, and a token for the next
 * (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html#api-pagination).
 *
 * <p>The read back of a step is left in one page: as it asks for 1000, its page holds any batch of 300.
 */
record Pages(int size) implements ExecutionInterceptor {
    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        if (context.request() instanceof DescribeVpcsRequest asked
                && context.response() instanceof DescribeVpcsResponse all) {
            int from = from(asked.nextToken());
            int to = Math.min(from + size, all.vpcs().size());
            return all.toBuilder()
                    .vpcs(all.vpcs().subList(from, to))
                    .nextToken(to == all.vpcs().size() ? null : Integer.toString(to))
                    .build();
        }
        if (context.request() instanceof DescribeFlowLogsRequest asked
                && asked.filter().isEmpty()
                && context.response() instanceof DescribeFlowLogsResponse all) {
            int from = from(asked.nextToken());
            int to = Math.min(from + size, all.flowLogs().size());
            return all.toBuilder()
                    .flowLogs(all.flowLogs().subList(from, to))
                    .nextToken(to == all.flowLogs().size() ? null : Integer.toString(to))
                    .build();
        }
        return context.response();
    }

    private static int from(@Nullable String token) {
        return token == null ? 0 : Integer.parseInt(token);
    }
}
