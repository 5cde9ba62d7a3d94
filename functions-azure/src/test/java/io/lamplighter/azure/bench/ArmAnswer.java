package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.shell.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One answer.
 *
 * @param body null for none
 */
record ArmAnswer(
        int status, Map<String, String> headers, @Nullable JsonNode body) {
    static final int OK = 200;
    static final int CREATED = 201;
    static final int ACCEPTED = 202;
    static final int NO_CONTENT = 204;

    static ArmAnswer ok(JsonNode body) {
        return new ArmAnswer(OK, Map.of(), body);
    }

    static ArmAnswer empty(int status) {
        return new ArmAnswer(status, Map.of(), null);
    }

    /** https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors */
    static ArmAnswer error(int status, String code, String message) {
        return new ArmAnswer(status, Map.of(), Json.tree(Map.of("error", Map.of("code", code, "message", message))));
    }

    /** What a rule refuses; thrown, since it ends the request wherever it is found. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient ArmAnswer answer;

        Refused(int status, String code, String message) {
            super(message);
            this.answer = error(status, code, message);
        }

        Refused(ArmAnswer answer) {
            super("HTTP " + answer.status());
            this.answer = answer;
        }

        ArmAnswer answer() {
            return answer;
        }
    }
}
