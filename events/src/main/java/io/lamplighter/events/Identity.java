package io.lamplighter.events;

/**
 * Who an alert names.
 *
 * @param kind {@code access-key}, {@code user}, {@code role}, {@code root}, {@code service}, {@code service-principal},
 *     {@code managed-identity} or the cloud's own word
 * @param id the key id, the name, the ARN or the object id; a user of Entra's may be named twice, by name and by object id
 */
public record Identity(String kind, String id) {}
