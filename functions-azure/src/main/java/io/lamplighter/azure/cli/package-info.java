/** The command line: a thin shell over the same parts as the functions. */
@NullMarked
package io.lamplighter.azure.cli;

import org.jspecify.annotations.NullMarked;
