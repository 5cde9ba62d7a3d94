/**
 * The kinds of log that can be lit on Azure: one folder each, found by the container, with no list to edit; and what those
 * that are lit by a diagnostic setting have in common.
 */
@NullMarked
package io.lamplighter.azure.source;

import org.jspecify.annotations.NullMarked;
