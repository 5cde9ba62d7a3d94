package io.lamplighter.events;

/** How bad, in the scale of OCSF's {@code severity_id} (1 to 5; https://schema.ocsf.io). */
public enum Severity {
    UNKNOWN(0),
    INFORMATIONAL(1),
    LOW(2),
    MEDIUM(3),
    HIGH(4),
    CRITICAL(5);

    private final int ocsf;

    Severity(int ocsf) {
        this.ocsf = ocsf;
    }

    /** The number that OCSF documents carry. */
    public int ocsf() {
        return ocsf;
    }
}
