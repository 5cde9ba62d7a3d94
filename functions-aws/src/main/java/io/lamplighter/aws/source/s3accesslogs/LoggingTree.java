package io.lamplighter.aws.source.s3accesslogs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.BucketLoggingStatus;
import software.amazon.awssdk.services.s3.model.Grantee;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;
import software.amazon.awssdk.services.s3.model.PartitionDateSource;
import software.amazon.awssdk.services.s3.model.TargetGrant;
import software.amazon.awssdk.services.s3.model.TargetObjectKeyFormat;

/**
 * A bucket's logging setting as a tree of JSON's own types, there and back without a loss, since the ledger keeps it and
 * an undo puts it back verbatim.
 *
 * <p>Names are those of https://docs.aws.amazon.com/AmazonS3/latest/API/API_LoggingEnabled.html.
 */
final class LoggingTree {
    static final String TARGET = "TargetBucket";
    static final String PREFIX = "TargetPrefix";
    private static final String GRANTS = "TargetGrants";
    private static final String FORMAT = "TargetObjectKeyFormat";
    private static final String SIMPLE = "SimplePrefix";
    private static final String PARTITIONED = "PartitionedPrefix";
    private static final String DATE_SOURCE = "PartitionDateSource";

    private LoggingTree() {}

    /** The setting that we make: keys by the event's own day, so that queries can prune. */
    static Map<String, Object> ours(String evidence) {
        return Map.of(
                TARGET,
                evidence,
                PREFIX,
                AccessLogStep.PREFIX,
                FORMAT,
                Map.of(PARTITIONED, Map.of(DATE_SOURCE, PartitionDateSource.EVENT_TIME.toString())));
    }

    static Map<String, Object> of(@Nullable LoggingEnabled logging) {
        if (logging == null) {
            return Map.of();
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        put(tree, TARGET, logging.targetBucket());
        put(tree, PREFIX, logging.targetPrefix());
        if (!logging.targetGrants().isEmpty()) {
            tree.put(
                    GRANTS, logging.targetGrants().stream().map(LoggingTree::of).toList());
        }
        TargetObjectKeyFormat format = logging.targetObjectKeyFormat();
        if (format != null && format.partitionedPrefix() != null) {
            Map<String, Object> partitioned = new LinkedHashMap<>();
            put(partitioned, DATE_SOURCE, format.partitionedPrefix().partitionDateSourceAsString());
            tree.put(FORMAT, Map.of(PARTITIONED, partitioned));
        } else if (format != null) {
            tree.put(FORMAT, format.simplePrefix() == null ? Map.of() : Map.of(SIMPLE, Map.of()));
        }
        return tree;
    }

    private static Map<String, Object> of(TargetGrant grant) {
        Map<String, Object> tree = new LinkedHashMap<>();
        put(tree, "Permission", grant.permissionAsString());
        Grantee grantee = grant.grantee();
        if (grantee != null) {
            Map<String, Object> who = new LinkedHashMap<>();
            put(who, "Type", grantee.typeAsString());
            put(who, "ID", grantee.id());
            put(who, "URI", grantee.uri());
            put(who, "EmailAddress", grantee.emailAddress());
            put(who, "DisplayName", grantee.displayName());
            tree.put("Grantee", who);
        }
        return tree;
    }

    private static void put(Map<String, Object> tree, String name, @Nullable String value) {
        if (value != null) {
            tree.put(name, value);
        }
    }

    /** The call's body; an empty one turns logging off. */
    static BucketLoggingStatus status(Map<String, Object> tree) {
        if (tree.isEmpty()) {
            return BucketLoggingStatus.builder().build();
        }
        LoggingEnabled.Builder logging =
                LoggingEnabled.builder().targetBucket(text(tree, TARGET)).targetPrefix(text(tree, PREFIX));
        if (tree.get(GRANTS) instanceof List<?> grants) {
            List<TargetGrant> all = new ArrayList<>();
            grants.forEach(g -> all.add(grant(branch(g))));
            logging.targetGrants(all);
        }
        if (tree.get(FORMAT) instanceof Map<?, ?> format) {
            logging.targetObjectKeyFormat(format(branch(format)));
        }
        return BucketLoggingStatus.builder().loggingEnabled(logging.build()).build();
    }

    private static TargetObjectKeyFormat format(Map<String, Object> tree) {
        TargetObjectKeyFormat.Builder format = TargetObjectKeyFormat.builder();
        if (tree.get(PARTITIONED) instanceof Map<?, ?> partitioned) {
            format.partitionedPrefix(p -> p.partitionDateSource(text(branch(partitioned), DATE_SOURCE)));
        } else if (tree.containsKey(SIMPLE)) {
            format.simplePrefix(s -> {});
        }
        return format.build();
    }

    private static TargetGrant grant(Map<String, Object> tree) {
        Map<String, Object> who = branch(tree.get("Grantee"));
        return TargetGrant.builder()
                .permission(text(tree, "Permission"))
                .grantee(g -> g.type(text(who, "Type"))
                        .id(text(who, "ID"))
                        .uri(text(who, "URI"))
                        .emailAddress(text(who, "EmailAddress"))
                        .displayName(text(who, "DisplayName")))
                .build();
    }

    private static Map<String, Object> branch(@Nullable Object tree) {
        Map<String, Object> branch = new LinkedHashMap<>();
        if (tree instanceof Map<?, ?> map) {
            map.forEach((k, v) -> branch.put(String.valueOf(k), v));
        }
        return branch;
    }

    private static @Nullable String text(Map<String, Object> tree, String name) {
        return tree.get(name) instanceof String text ? text : null;
    }
}
