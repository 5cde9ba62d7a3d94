/** What the instance is: name, image, launch, addresses, metadata version. */
@NullMarked
package io.lamplighter.aws.enrich.instance;

import org.jspecify.annotations.NullMarked;
