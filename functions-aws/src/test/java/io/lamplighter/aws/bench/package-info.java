/** What the tests, the demo and the benchmark run against: emulators in processes of their own, on this machine only. */
@NullMarked
package io.lamplighter.aws.bench;

import org.jspecify.annotations.NullMarked;
