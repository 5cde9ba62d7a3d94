/** What stands in front: load balancers, application gateways and Front Doors, and whether they log who came. */
@NullMarked
package io.lamplighter.azure.enrich.front;

import org.jspecify.annotations.NullMarked;
