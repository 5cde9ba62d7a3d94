/** One class per kind of log. */
@NullMarked
package io.lamplighter.azure.source;

import org.jspecify.annotations.NullMarked;
