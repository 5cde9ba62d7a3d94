package io.lamplighter.azure.clients;

/**
 * Where Lamplighter itself runs.
 *
 * @param subscription the own subscription's id, lower case
 * @param location where what belongs to no location is done from; empty where a person named none
 */
public record Home(String subscription, String location) {}
