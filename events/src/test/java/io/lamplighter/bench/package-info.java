/** What the benches of both clouds are made of: emulators in processes of their own, on this machine only. */
@NullMarked
package io.lamplighter.bench;

import org.jspecify.annotations.NullMarked;
