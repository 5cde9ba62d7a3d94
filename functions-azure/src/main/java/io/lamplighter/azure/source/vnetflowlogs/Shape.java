package io.lamplighter.azure.source.vnetflowlogs;

import org.jspecify.annotations.Nullable;

/**
 * What every flow log of ours is like in one location.
 *
 * @param location lower case
 * @param store the id of the evidence store there
 * @param blobs the address of its blobs, with a slash at its end
 * @param days how long records are kept
 * @param analytics minutes between two looks of Traffic Analytics, 0 for off
 * @param workspace where Traffic Analytics writes; null where it is off
 * @param left why Traffic Analytics is off although it is set; empty where it is as set
 */
record Shape(
        String location,
        String store,
        String blobs,
        int days,
        int analytics,
        @Nullable String workspace,
        String left) {}
