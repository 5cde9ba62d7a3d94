/** The whole loop with real clients while calls go wrong, hang or are the last of their process. */
@NullMarked
package io.lamplighter.azure.faults;

import org.jspecify.annotations.NullMarked;
