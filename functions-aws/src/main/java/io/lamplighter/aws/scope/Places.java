package io.lamplighter.aws.scope;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells whether an account and a region can be: an event could else put any text into the name of the host that is
 * called.
 */
public final class Places {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,5}(?:-[a-z]{2,12}){1,3}-\\d{1,2}");
    private static final Set<String> NOWHERE = Set.of("", "global", "aws-global");

    private Places() {}

    /** Whether both have the form that AWS gives them. */
    public static boolean possible(String account, String region) {
        return account(account) && region(region);
    }

    /** Whether an account can have this id. */
    public static boolean account(String text) {
        return ACCOUNT.matcher(text).matches();
    }

    /** Whether a region can have this name. */
    public static boolean region(String text) {
        return REGION.matcher(text).matches();
    }

    /** The region, or the other where the resource has none of its own, as IAM's have not. */
    static String regionOr(String region, String otherwise) {
        return NOWHERE.contains(region) ? otherwise : region;
    }

    /** Where CloudTrail keeps the events of IAM and other global services, by the region's partition. */
    public static String globalRegion(String region) {
        if (region.startsWith("us-gov-")) {
            return "us-gov-west-1";
        }
        return region.startsWith("cn-") ? "cn-north-1" : "us-east-1";
    }
}
