/** Which ports the network security groups open to the whole world. */
@NullMarked
package io.lamplighter.azure.enrich.exposure;

import org.jspecify.annotations.NullMarked;
