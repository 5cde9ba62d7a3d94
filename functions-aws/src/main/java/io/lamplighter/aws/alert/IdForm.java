package io.lamplighter.aws.alert;

import io.lamplighter.aws.scope.AwsType;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whether a resource of a kind can have an id: one that cannot be would fail the call that asks for a hundred others with
 * it, and a wildcard would ask for all.
 */
final class IdForm {
    private static final String HEX = "-[0-9a-f]{8,17}";

    /** What clusters, databases and functions may be called. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_:$-]{0,254}");

    private static final Map<String, Pattern> FORMS = Map.ofEntries(
            Map.entry(AwsType.ACCOUNT, Pattern.compile("\\d{12}")),
            // The oldest buckets may have capitals, underscores and up to 255 characters.
            Map.entry(AwsType.BUCKET, Pattern.compile("(?!.*\\.\\.)[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]")),
            Map.entry(AwsType.INSTANCE, Pattern.compile("i" + HEX)),
            Map.entry(AwsType.NETWORK_INTERFACE, Pattern.compile("eni" + HEX)),
            Map.entry(AwsType.SUBNET, Pattern.compile("subnet" + HEX)),
            Map.entry(AwsType.VPC, Pattern.compile("vpc" + HEX)),
            Map.entry(AwsType.DB_CLUSTER, NAME),
            Map.entry(AwsType.DB_INSTANCE, NAME),
            Map.entry(AwsType.ECS_CLUSTER, NAME),
            Map.entry(AwsType.EKS_CLUSTER, NAME),
            Map.entry(AwsType.FUNCTION, NAME));

    /** Of all other kinds no more is known than that an id is one line. */
    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}\\u2028\\u2029]+");

    private IdForm() {}

    static boolean possible(String kind, String id) {
        return FORMS.getOrDefault(kind, LINE).matcher(id).matches();
    }
}
