package io.lamplighter.events;

/** Whether changes are made or only proposed. */
public enum Mode {
    PROPOSE,
    ACT
}
