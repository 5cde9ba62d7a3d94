/** What the tests, the demo and the benchmark run against: emulators and fakes, on this machine only. */
@NullMarked
package io.lamplighter.azure.bench;

import org.jspecify.annotations.NullMarked;
