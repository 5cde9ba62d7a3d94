package io.lamplighter.aws.source.vpcflowlogs;

import io.lamplighter.aws.bench.Moto;

/** Moto takes a bare bucket's ARN as destination and no other. */
class VpcFlowLogsMotoIT extends VpcFlowLogsOnEmulator {
    VpcFlowLogsMotoIT() {
        super(Moto.shared());
    }
}
