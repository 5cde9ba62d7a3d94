package io.lamplighter.aws.source.vpcflowlogs;

import io.lamplighter.events.ResourceRef;
import java.util.Comparator;
import java.util.List;

/**
 * What was seen in one account and region.
 *
 * @param account the account that was looked into
 * @param store the ARN of its evidence bucket, {@code arn:aws:s3:::name}
 * @param targets what is aimed at, each once, sorted by id so that the same world gives the same batches
 * @param logs the flow logs on the targets and on what they lie in, sorted by id
 */
record FlowLogFacts(String account, String store, List<ResourceRef> targets, List<ExistingFlowLog> logs) {
    FlowLogFacts {
        targets = targets.stream().sorted(Comparator.comparing(ResourceRef::id)).toList();
        logs = logs.stream().sorted(Comparator.comparing(ExistingFlowLog::id)).toList();
    }
}
