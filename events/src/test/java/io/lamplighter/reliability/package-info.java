/** What a cloud must survive, the same for each: killed deliveries, many at once, and calls that go wrong. */
@NullMarked
package io.lamplighter.reliability;

import org.jspecify.annotations.NullMarked;
