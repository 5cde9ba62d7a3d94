package io.lamplighter.aws.source.vpcflowlogs;

import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.ResourceRef;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a flow log can hang, narrowest first.
 *
 * <p>Batches, names and columns are AWS's: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html
 */
enum Level {
    NETWORK_INTERFACE(AwsType.NETWORK_INTERFACE, "NetworkInterface", "network-interface", "eni", "interface_id"),
    SUBNET(AwsType.SUBNET, "Subnet", "subnet", "subnet", "subnet_id"),
    VPC(AwsType.VPC, "VPC", "vpc", "vpc", "vpc_id");

    private final String kind;
    private final String type;
    private final String word;
    private final Pattern ids;
    private final String column;

    Level(String kind, String type, String word, String prefix, String column) {
        this.kind = kind;
        this.type = type;
        this.word = word;
        this.ids = Pattern.compile(prefix + "-[0-9a-f]{8,17}");
        this.column = column;
    }

    /** The level of a resource, or null if no flow log can hang there. */
    static @Nullable Level of(ResourceRef resource) {
        for (Level level : values()) {
            if (level.kind.equals(resource.kind())) {
                return level;
            }
        }
        return null;
    }

    /** The level that takes this id, or null. */
    static @Nullable Level ofId(String id) {
        for (Level level : values()) {
            if (level.takes(id)) {
                return level;
            }
        }
        return null;
    }

    /** The kind of resource. */
    String kind() {
        return kind;
    }

    /** The name that {@code CreateFlowLogs} takes. */
    String type() {
        return type;
    }

    /** The word for people. */
    String word() {
        return word;
    }

    /** The column of a record that holds ids of this level. */
    String column() {
        return column;
    }

    /** Whether this can be an id: one that cannot would fail the whole batch. */
    boolean takes(String id) {
        return ids.matcher(id).matches();
    }
}
