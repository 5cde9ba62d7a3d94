package io.lamplighter.aws.source.resolverquerylogs;

import io.lamplighter.aws.bench.Moto;

/** Moto refuses a second association of a VPC, as AWS does. */
class ResolverQueryLogsMotoIT extends ResolverQueryLogsOnEmulator {
    ResolverQueryLogsMotoIT() {
        super(Moto.shared());
    }
}
