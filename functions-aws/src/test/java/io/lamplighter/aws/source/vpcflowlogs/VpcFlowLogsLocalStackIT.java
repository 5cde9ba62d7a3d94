package io.lamplighter.aws.source.vpcflowlogs;

import io.lamplighter.aws.bench.LocalStack;
import org.junit.jupiter.api.condition.EnabledIf;

/** LocalStack's own check of the store, in front of its copy of moto's flow logs. */
@EnabledIf("io.lamplighter.aws.bench.LocalStack#canRun")
class VpcFlowLogsLocalStackIT extends VpcFlowLogsOnEmulator {
    VpcFlowLogsLocalStackIT() {
        super(LocalStack.fresh());
    }
}
