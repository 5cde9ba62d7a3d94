package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.Severity;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;

/** Severity from the scales of the detectors; what cannot be read is unknown, and no reason to drop an alert. */
final class Scale {
    private Scale() {}

    /** GuardDuty's: up to 10, low below 4, medium below 7, high below 9; also seen as a word or an object. */
    static Severity ofGuardDuty(JsonNode finding) {
        JsonNode severity = Json.at(finding, "severity");
        if (severity.isObject()) {
            Severity named = Words.severity(Words.first(severity, "value", "label"));
            return named == Severity.UNKNOWN ? upToTen(Words.first(severity, "code", "score")) : named;
        }
        String text = Json.text(finding, "severity");
        Severity named = Words.severity(text);
        return named == Severity.UNKNOWN ? upToTen(text) : named;
    }

    private static Severity upToTen(String text) {
        double value = number(text);
        if (!(value > 0)) {
            return Severity.UNKNOWN;
        }
        if (value < 4) {
            return Severity.LOW;
        }
        if (value < 7) {
            return Severity.MEDIUM;
        }
        return value < 9 ? Severity.HIGH : Severity.CRITICAL;
    }

    /** ASFF's: a label, or else 0 to 100 (https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Severity.html). */
    static Severity ofAsff(JsonNode finding) {
        Severity named = Words.severity(Json.text(finding, "severity.label"));
        double value = number(Json.text(finding, "severity.normalized"));
        if (named != Severity.UNKNOWN || Double.isNaN(value)) {
            return named;
        }
        if (value < 1) {
            return Severity.INFORMATIONAL;
        }
        if (value < 40) {
            return Severity.LOW;
        }
        if (value < 70) {
            return Severity.MEDIUM;
        }
        return value < 90 ? Severity.HIGH : Severity.CRITICAL;
    }

    /** OCSF's {@code severity_id}; 6 is worse than critical there. */
    static Severity ofOcsf(JsonNode finding) {
        return switch (Json.text(finding, "severity_id")) {
            case "1" -> Severity.INFORMATIONAL;
            case "2" -> Severity.LOW;
            case "3" -> Severity.MEDIUM;
            case "4" -> Severity.HIGH;
            case "5", "6" -> Severity.CRITICAL;
            default -> Words.severity(Json.text(finding, "severity"));
        };
    }

    private static double number(String text) {
        try {
            return text.isEmpty() || text.length() > 20 ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
