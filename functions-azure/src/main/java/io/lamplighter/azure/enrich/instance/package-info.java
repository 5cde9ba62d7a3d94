/** What the machine is: size, image, made when, addresses, identities. */
@NullMarked
package io.lamplighter.azure.enrich.instance;

import org.jspecify.annotations.NullMarked;
