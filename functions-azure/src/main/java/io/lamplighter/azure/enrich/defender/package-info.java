/** Which plans of Defender for Cloud are on. */
@NullMarked
package io.lamplighter.azure.enrich.defender;

import org.jspecify.annotations.NullMarked;
