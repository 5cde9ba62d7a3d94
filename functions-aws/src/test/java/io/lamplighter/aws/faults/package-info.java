/** The whole way, from a message to its finding, with faults put between Lamplighter and the emulator. */
@NullMarked
package io.lamplighter.aws.faults;

import org.jspecify.annotations.NullMarked;
