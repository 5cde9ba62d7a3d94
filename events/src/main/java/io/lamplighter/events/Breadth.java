package io.lamplighter.events;

/** How far a scope goes: only what an alert touched, or everything there is in an account and region. */
public enum Breadth {
    TOUCHED,
    ALL
}
