/** What the subscription is called, and under which management groups it is. */
@NullMarked
package io.lamplighter.azure.enrich.account;

import org.jspecify.annotations.NullMarked;
