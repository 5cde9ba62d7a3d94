/** Who acted: which roles are assigned to it, and where. */
@NullMarked
package io.lamplighter.azure.enrich.identity;

import org.jspecify.annotations.NullMarked;
