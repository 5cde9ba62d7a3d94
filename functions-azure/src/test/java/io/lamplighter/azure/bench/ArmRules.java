package io.lamplighter.azure.bench;

import org.jspecify.annotations.Nullable;

/** What one part of Azure makes of a request. */
interface ArmRules {
    /** The answer, or null if this part has nothing to say to it; what is refused is thrown. */
    @Nullable ArmAnswer answer(ArmCall call);
}
