/** The entry points: parse, respond, report. */
@NullMarked
package io.lamplighter.azure.function;

import org.jspecify.annotations.NullMarked;
