/** What the identities did lately, from the Activity log. */
@NullMarked
package io.lamplighter.azure.enrich.history;

import org.jspecify.annotations.NullMarked;
