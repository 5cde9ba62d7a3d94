/** Where to click: the portal's own pages of what the alert names. */
@NullMarked
package io.lamplighter.azure.enrich.links;

import org.jspecify.annotations.NullMarked;
