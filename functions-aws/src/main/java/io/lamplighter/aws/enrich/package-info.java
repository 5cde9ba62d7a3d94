/** What a responder would look up first; each thing is one folder, and none knows of another. */
@NullMarked
package io.lamplighter.aws.enrich;

import org.jspecify.annotations.NullMarked;
