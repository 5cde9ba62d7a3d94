/** Whether CloudTrail records, and to where. */
@NullMarked
package io.lamplighter.aws.enrich.trails;

import org.jspecify.annotations.NullMarked;
