/** Where to click: the console's own pages of what the alert names. */
@NullMarked
package io.lamplighter.aws.enrich.links;

import org.jspecify.annotations.NullMarked;
