package io.lamplighter.aws.source.resolverquerylogs;

import java.util.Map;

/**
 * The association of a VPC with a configuration as it was read.
 *
 * @param status {@code CREATING}, {@code ACTIVE}, {@code ACTION_NEEDED}, {@code DELETING} or {@code FAILED}
 * @param error the service's own word, empty where there is none
 */
record Association(String id, String configuration, String vpc, String status, String error, String errorMessage) {
    static final String ID = "Id";
    static final String CONFIGURATION = "ResolverQueryLogConfigId";
    static final String VPC = "ResourceId";

    boolean on() {
        return status.equals("ACTIVE") || status.equals("CREATING");
    }

    boolean going() {
        return status.equals("DELETING");
    }

    /** One clause for a person. */
    String says() {
        return status + (error.isEmpty() ? "" : ", " + error) + (errorMessage.isEmpty() ? "" : ": " + errorMessage);
    }

    /** What the ledger keeps of it. */
    Map<String, Object> left() {
        return Map.of(ID, id, CONFIGURATION, configuration, VPC, vpc);
    }
}
