package io.lamplighter.aws.source.resolverquerylogs;

import io.lamplighter.aws.bench.LocalStack;
import org.junit.jupiter.api.condition.EnabledIf;

/** LocalStack heeds no filter of the lists and takes a second association of a VPC. */
@EnabledIf("io.lamplighter.aws.bench.LocalStack#canRun")
class ResolverQueryLogsLocalStackIT extends ResolverQueryLogsOnEmulator {
    ResolverQueryLogsLocalStackIT() {
        super(LocalStack.fresh());
    }
}
