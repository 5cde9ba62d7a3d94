/** What the tests run against: Azure Resource Manager in memory. */
@NullMarked
package io.lamplighter.azure.bench;

import org.jspecify.annotations.NullMarked;
