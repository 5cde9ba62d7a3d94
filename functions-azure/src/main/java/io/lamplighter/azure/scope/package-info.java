/** From an alert to the resources it touches, and the names that Azure gives them. */
@NullMarked
package io.lamplighter.azure.scope;

import org.jspecify.annotations.NullMarked;
