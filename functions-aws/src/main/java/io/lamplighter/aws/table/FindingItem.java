package io.lamplighter.aws.table;

import io.lamplighter.events.Alert;
import io.lamplighter.events.Finding;
import io.lamplighter.events.FindingTable.Stored;
import io.lamplighter.events.Ids;
import io.lamplighter.events.OcsfDocument;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Severity;
import io.lamplighter.shell.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A finding, and the rows of what it touched, as items. */
final class FindingItem {
    private static final String FINDING = "FINDING";

    /** A harden run may touch everything: more rows than these would cost more than they find. */
    private static final int RESOURCES = 990;

    private FindingItem() {}

    static String partition(String findingId) {
        return FINDING + "#" + Values.key(findingId);
    }

    static String id(Map<String, AttributeValue> item) {
        return Values.text(item, "pk").substring(FINDING.length() + 1);
    }

    static Map<String, AttributeValue> key(String findingId) {
        return Map.of("pk", AttributeValue.fromS(partition(findingId)), "sk", AttributeValue.fromS(FINDING));
    }

    static void store(Expression update, Finding finding) {
        Alert alert = finding.alert();
        update.set("account", AttributeValue.fromS(Values.key(alert.account())));
        update.set("time", Values.seconds(alert.time()));
        update.set("region", Values.text(alert.region()));
        update.set("type", Values.text(alert.type()));
        update.set("severity", AttributeValue.fromS(alert.severity().name()));
        update.set("document", Values.json(OcsfDocument.of(finding)));
    }

    static boolean isStored(Map<String, AttributeValue> item) {
        return item.containsKey("document");
    }

    static Stored stored(Map<String, AttributeValue> item) {
        return new Stored(
                id(item),
                Values.text(item, "account"),
                Values.text(item, "region"),
                Values.moment(item, "time"),
                Values.text(item, "type"),
                Severity.valueOf(Values.text(item, "severity")),
                Json.map(Values.json(item, "document")));
    }

    /** One row for each id that the finding touched. */
    static List<Map<String, AttributeValue>> resources(Finding finding) {
        return finding.touched().stream()
                .map(ResourceRef::id)
                .distinct()
                .limit(RESOURCES)
                .map(id -> resource(finding, id))
                .toList();
    }

    private static Map<String, AttributeValue> resource(Finding finding, String id) {
        Map<String, AttributeValue> row = new LinkedHashMap<>();
        row.put("pk", AttributeValue.fromS(partition(finding.id())));
        row.put("sk", AttributeValue.fromS("RESOURCE#" + Ids.of(id)));
        row.put("resource", AttributeValue.fromS(Values.key(id)));
        row.put("time", Values.seconds(finding.alert().time()));
        return row;
    }
}
