/** From an alert to the resources it touches. */
@NullMarked
package io.lamplighter.aws.scope;

import org.jspecify.annotations.NullMarked;
