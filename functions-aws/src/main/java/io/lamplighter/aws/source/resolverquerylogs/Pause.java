package io.lamplighter.aws.source.resolverquerylogs;

/** The rest between two looks at something that the service is still removing. */
@FunctionalInterface
interface Pause {
    void take() throws InterruptedException;
}
