package io.lamplighter.events;

/**
 * Who an alert names.
 *
 * @param kind {@code access-key}, {@code user}, {@code role}, {@code root}, {@code service} or the cloud's own word
 * @param id the key id, the name or the ARN
 */
public record Identity(String kind, String id) {}
