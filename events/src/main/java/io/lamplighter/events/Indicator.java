package io.lamplighter.events;

/**
 * Something of the attacker's to search the new logs for.
 *
 * @param kind {@code ip}, {@code domain}, {@code host}, {@code url}, {@code hash}, {@code user-agent}, {@code api}, {@code port}
 *     or {@code request-id}
 * @param value as the alert gave it, untrusted
 */
public record Indicator(String kind, String value) {
    /** The id that the cloud gave the call that the alert is about: the only thing of it that its caller cannot choose. */
    public static final String REQUEST_ID = "request-id";
}
