/** What stands in front: load balancers, whose logs alone show the client's address. */
@NullMarked
package io.lamplighter.aws.enrich.front;

import org.jspecify.annotations.NullMarked;
