package io.lamplighter.aws.alert;

import io.lamplighter.aws.scope.Places;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An ARN that can be, in its parts; the region and the account are empty where the service has none.
 *
 * <p>Form: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
record Arn(String service, String region, String account, String resource, String text) {
    private static final int LONGEST = 2048;
    private static final Pattern FORM =
            Pattern.compile("arn:aws[a-z-]{0,12}:([a-z0-9.-]+):([a-z0-9-]*):(\\d{12}|aws|):(\\S.*)", Pattern.DOTALL);

    private static final Map<String, String> PARTITIONS = Map.of(
            "cn-", "aws-cn",
            "us-gov-", "aws-us-gov",
            "eusc-", "aws-eusc",
            "us-iso-", "aws-iso",
            "us-isob-", "aws-iso-b",
            "eu-isoe-", "aws-iso-e",
            "us-isof-", "aws-iso-f",
            "eu-isof-", "aws-iso-f");

    /** Whether this text claims to be an ARN. */
    static boolean claimed(String text) {
        return text.startsWith("arn:");
    }

    /** The ARN, or null if this is none or cannot be one. */
    static @Nullable Arn read(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches() || !(form.group(2).isEmpty() || region(form.group(2)))) {
            return null;
        }
        if (!form.group(2).isEmpty() && !text.startsWith("arn:" + partition(form.group(2)) + ":")) {
            return null;
        }
        String account = form.group(3).equals("aws") ? "" : form.group(3);
        return new Arn(form.group(1), form.group(2), account, form.group(4), text);
    }

    /** Whether an account can have this id. */
    static boolean account(String text) {
        return Places.account(text);
    }

    /** Whether a region can have this name: the scopes' own rule, so that nothing passes here and is dropped there. */
    static boolean region(String text) {
        return Places.region(text);
    }

    /** The partition of a region (https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html). */
    static String partition(String region) {
        return PARTITIONS.entrySet().stream()
                .filter(p -> region.startsWith(p.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("aws");
    }

    /** The partition that it names. */
    String partition() {
        return text.substring("arn:".length(), text.indexOf(':', "arn:".length()));
    }

    /** What follows the last of a separator. */
    static String last(String text, char separator) {
        return text.substring(text.lastIndexOf(separator) + 1);
    }

    /** The part of the resource with this number, counted from 0, as split at slashes and colons; empty if there is none. */
    String part(int number) {
        String[] parts = resource.split("[/:]", -1);
        return number < parts.length ? parts[number] : "";
    }
}
