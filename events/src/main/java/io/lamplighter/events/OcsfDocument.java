package io.lamplighter.events;

import java.util.Map;
import java.util.function.Function;

/**
 * What is written, as OCSF documents, so that a SIEM or a data lake can take them as they are (https://schema.ocsf.io).
 *
 * <p>A document never outgrows its row, whatever an attacker puts into an event: where it would, it is cut, the lists in
 * the enrichers' details first, then whole details, the longest first, then everything alike, and {@code
 * unmapped.lamplighter.cut} says what is not there. Documents hold JSON's own types only.
 */
public final class OcsfDocument {
    /** Bytes of JSON in UTF-8 of a finding's document: a DynamoDB item holds 400 KB, keys and indexes included. */
    public static final int FINDING_BYTES = 380_000;

    /** Bytes of JSON in UTF-8 of a change's document, which lies beside the whole ledger entry. */
    public static final int CHANGE_BYTES = 60_000;

    private OcsfDocument() {}

    /** Detection Finding, class 2004. */
    public static Map<String, Object> of(Finding finding) {
        return fitting(FINDING_BYTES, cut -> new OcsfFinding(finding, cut).document());
    }

    /** Remediation Activity, class 7001: detect where logs were turned on, restore where that was undone. */
    public static Map<String, Object> of(LedgerEntry entry) {
        return fitting(CHANGE_BYTES, cut -> new OcsfRemediation(entry, cut).document());
    }

    private static Map<String, Object> fitting(int bytes, Function<OcsfCut, Map<String, Object>> build) {
        for (OcsfCut.Room room : OcsfCut.TIGHTER) {
            Map<String, Object> document = build.apply(new OcsfCut(room));
            if (JsonSize.of(document) <= bytes) {
                return document;
            }
        }
        throw new IllegalStateException("the tightest document has a bound of its own");
    }
}
