/** Whose the VPCs are: what a shared one's owner alone may log goes to the owner. */
@NullMarked
package io.lamplighter.aws.enrich.sharing;

import org.jspecify.annotations.NullMarked;
