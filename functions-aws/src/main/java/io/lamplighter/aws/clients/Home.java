package io.lamplighter.aws.clients;

/**
 * Where Lamplighter itself runs.
 *
 * @param account the account whose credentials it holds: every other account is entered through its member role
 * @param region where its table is
 */
public record Home(String account, String region) {}
