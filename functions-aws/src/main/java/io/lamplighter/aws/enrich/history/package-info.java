/** What the identity did lately, from CloudTrail's event history, and what it touched. */
@NullMarked
package io.lamplighter.aws.enrich.history;

import org.jspecify.annotations.NullMarked;
