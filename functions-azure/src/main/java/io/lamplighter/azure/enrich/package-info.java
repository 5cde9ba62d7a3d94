/** What a responder would look up first, each thing in a folder of its own. */
@NullMarked
package io.lamplighter.azure.enrich;

import org.jspecify.annotations.NullMarked;
