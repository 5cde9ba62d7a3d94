/**
 * The language and the loop of Lamplighter: what both clouds share, in plain Java and with no cloud SDK, so that every
 * decision can be tested as a table.
 */
@NullMarked
package io.lamplighter.events;

import org.jspecify.annotations.NullMarked;
