package io.lamplighter.events;

/**
 * Something of the attacker's to search the new logs for.
 *
 * @param kind {@code ip}, {@code domain}, {@code user-agent}, {@code api} or {@code port}
 * @param value as the alert gave it, untrusted
 */
public record Indicator(String kind, String value) {}
