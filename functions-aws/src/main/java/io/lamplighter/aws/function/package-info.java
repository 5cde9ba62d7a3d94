/** The entry points: parse, respond, report; they hold no decision and no SDK call. */
@NullMarked
package io.lamplighter.aws.function;

import org.jspecify.annotations.NullMarked;
