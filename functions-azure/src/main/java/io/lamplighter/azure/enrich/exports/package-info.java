/** Whether anything records the Activity log for longer than its own 90 days. */
@NullMarked
package io.lamplighter.azure.enrich.exports;

import org.jspecify.annotations.NullMarked;
