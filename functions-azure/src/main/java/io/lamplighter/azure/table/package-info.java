@NullMarked
package io.lamplighter.azure.table;

import org.jspecify.annotations.NullMarked;
