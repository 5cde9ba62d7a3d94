/**
 * From an event to an {@link io.lamplighter.events.Alert}: one parser per event kind, JSON only, so that a file can be
 * explained without a cloud; nothing in an event is trusted.
 */
@NullMarked
package io.lamplighter.azure.alert;

import org.jspecify.annotations.NullMarked;
