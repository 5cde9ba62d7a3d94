/** What the account is called. */
@NullMarked
package io.lamplighter.aws.enrich.account;

import org.jspecify.annotations.NullMarked;
