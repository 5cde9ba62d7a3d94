/** The kinds of log that can be lit on AWS: one folder each, found by the container, with no list to edit. */
@NullMarked
package io.lamplighter.aws.source;

import org.jspecify.annotations.NullMarked;
