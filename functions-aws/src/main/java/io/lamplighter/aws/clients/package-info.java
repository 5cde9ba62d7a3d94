/** Builds every SDK client and reads every setting: nothing else does, so that nothing else can reach further. */
@NullMarked
package io.lamplighter.aws.clients;

import org.jspecify.annotations.NullMarked;
