/** What the benches of both clouds are made of: emulators in processes of their own, counting and measuring, on this machine only. */
@NullMarked
package io.lamplighter.bench;

import org.jspecify.annotations.NullMarked;
