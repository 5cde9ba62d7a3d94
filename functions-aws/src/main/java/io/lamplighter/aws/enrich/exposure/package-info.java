/** Which ports the security groups open to the whole world. */
@NullMarked
package io.lamplighter.aws.enrich.exposure;

import org.jspecify.annotations.NullMarked;
