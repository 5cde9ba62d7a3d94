package io.lamplighter.events;

import java.time.Duration;

/**
 * How much may be changed before a person has to look, so that a flood of alerts cannot turn on everything.
 *
 * @param stepsPerAlert write calls for one alert, over all its deliveries
 * @param stepsPerDay write calls in a UTC day, over all alerts
 * @param expiry how long a change stays before it is to be undone
 */
public record Limits(int stepsPerAlert, int stepsPerDay, Duration expiry) {
    public static final Limits DEFAULT = new Limits(50, 500, Duration.ofDays(14));
}
