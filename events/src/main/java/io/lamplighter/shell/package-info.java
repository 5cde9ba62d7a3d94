/** The edge that both clouds would else write twice: JSON, the command line, the report; it depends on the core only. */
@NullMarked
package io.lamplighter.shell;

import org.jspecify.annotations.NullMarked;
