package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * What the benchmark sends: the demo's alert, less all resources but one.
 *
 * @param name what a person would call it
 * @param message as the event hub has it
 * @param history whether the Activity log names a storage account more
 */
record BenchAlert(String name, String message, boolean history) {
    static List<BenchAlert> all() {
        return List.of(
                new BenchAlert("machine", naming(DemoTenant.MACHINE).toString(), false),
                new BenchAlert("vault", naming(DemoTenant.VAULT).toString(), false),
                new BenchAlert("storage account", naming(DemoTenant.DARK).toString(), false),
                new BenchAlert("machine, vault and accounts, and its history names one more", DemoAlert.text(), true));
    }

    /** The demo's alert about these resources alone, and about no account of a person. */
    static ObjectNode naming(String... ids) {
        try {
            ObjectNode alert = (ObjectNode) Json.read(DemoAlert.text());
            ArrayNode resources = (ArrayNode) alert.path("ResourceIdentifiers");
            for (Iterator<JsonNode> each = resources.iterator(); each.hasNext(); ) {
                if (!Set.of(ids).contains(each.next().path("AzureResourceId").asText())) {
                    each.remove();
                }
            }
            if (resources.size() != ids.length) {
                throw new IllegalArgumentException("the demo's alert does not name all of these");
            }
            alert.put("CompromisedEntity", ids[0]);
            alert.put("AzureResourceId", ids[0]);
            alert.remove("Entities");
            return alert;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
