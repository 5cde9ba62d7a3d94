/** Builds every SDK client and reads every setting: only here. */
@NullMarked
package io.lamplighter.azure.clients;

import org.jspecify.annotations.NullMarked;
