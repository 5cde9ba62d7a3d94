package io.lamplighter.events;

import org.jspecify.annotations.Nullable;

/** The way into other accounts, tried once per account so that a missing role is said once. */
@FunctionalInterface
public interface Accounts {
    /** Null if the account can be worked in; else what is wrong and what to deploy. */
    @Nullable Failure enter(String account);
}
