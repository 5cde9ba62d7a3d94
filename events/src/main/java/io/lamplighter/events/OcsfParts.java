package io.lamplighter.events;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What documents of both classes are made of. */
final class OcsfParts {
    /** The first schema version that has every value used here ({@code Detect} of class 7001 came last). */
    static final String VERSION = "1.5.0";

    private static final int CLASS = 1000;
    private static final int TYPE = 100;
    private static final int AWS_ACCOUNT = 10;
    private static final int AZURE_SUBSCRIPTION = 13;

    private OcsfParts() {}

    /** The attributes that say which class and activity this is; {@code type_uid} follows from them. */
    static Map<String, Object> classified(
            int classUid, String category, String className, int activityId, String activity) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("category_uid", classUid / CLASS);
        document.put("category_name", category);
        document.put("class_uid", classUid);
        document.put("class_name", className);
        document.put("activity_id", activityId);
        document.put("activity_name", activity);
        document.put("type_uid", classUid * TYPE + activityId);
        document.put("type_name", className + ": " + activity);
        return document;
    }

    /** {@code correlation_uid} ties a finding and its changes together. */
    static Map<String, Object> metadata(String findingId, Instant original, Instant logged) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("version", VERSION);
        Map<String, Object> product = new LinkedHashMap<>();
        product.put("name", "Lamplighter");
        product.put("vendor_name", "Lamplighter");
        metadata.put("product", product);
        metadata.put("profiles", List.of("cloud"));
        metadata.put("correlation_uid", findingId);
        metadata.put("original_time", original.toString());
        metadata.put("logged_time", millis(logged));
        return metadata;
    }

    /** The cloud is told by its accounts: AWS numbers them, Azure names subscriptions by GUID. */
    static Map<String, Object> cloud(OcsfCut cut, String account, String region) {
        boolean azure = account.indexOf('-') >= 0;
        Map<String, Object> owner = new LinkedHashMap<>();
        owner.put("uid", cut.text(account));
        owner.put("type_id", azure ? AZURE_SUBSCRIPTION : AWS_ACCOUNT);
        owner.put("type", azure ? "Azure Subscription" : "AWS Account");
        Map<String, Object> cloud = new LinkedHashMap<>();
        cloud.put("provider", azure ? "Azure" : "AWS");
        cloud.put("account", owner);
        cloud.put("region", cut.text(region));
        return cloud;
    }

    static Map<String, Object> target(OcsfCut cut, ResourceRef target) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", cut.text(target.kind()));
        map.put("id", cut.text(target.id()));
        map.put("account", cut.text(target.account()));
        map.put("region", cut.text(target.region()));
        return map;
    }

    static Map<String, Object> observable(OcsfCut cut, String name, String type, int typeId, String value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("type", type);
        map.put("type_id", typeId);
        map.put("value", cut.text(value));
        return map;
    }

    /** Epoch milliseconds; a time that an event cannot mean is held at the ends of the calendar. */
    static Object millis(Instant time) {
        Instant first = Instant.parse("0000-01-01T00:00:00Z");
        Instant last = Instant.parse("9999-12-31T23:59:59.999Z");
        Instant held = time.isBefore(first) ? first : time.isAfter(last) ? last : time;
        return OcsfCut.whole(held.toEpochMilli());
    }
}
