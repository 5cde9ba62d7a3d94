/** The packaged function under AWS's own runtime client: an event in, lit logs and table rows out. */
@NullMarked
package io.lamplighter.aws.endtoend;

import org.jspecify.annotations.NullMarked;
