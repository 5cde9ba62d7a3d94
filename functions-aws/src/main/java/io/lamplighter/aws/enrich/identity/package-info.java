/** Who acted: what kind of identity, made when, last used when and where. */
@NullMarked
package io.lamplighter.aws.enrich.identity;

import org.jspecify.annotations.NullMarked;
