package io.lamplighter.aws.clients;

import io.lamplighter.events.Limits;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Reach;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every setting, read once from the environment; a wrong one stops the start with a sentence.
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><th>Variable<th>Default<th>Takes
 * <tr><td>LAMPLIGHTER_MODE<td>propose<td>{@code propose}: say what would be done; {@code act}: do it
 * <tr><td>LAMPLIGHTER_TABLE<td>lamplighter<td>the central DynamoDB table, in the own account and region
 * <tr><td>LAMPLIGHTER_EVIDENCE_BUCKET<td>lamplighter-evidence-{account}-{region}<td>the bucket that new logs go to, in
 *     the resource's own account and region
 * <tr><td>LAMPLIGHTER_MEMBER_ROLE<td>none<td>the role's name in other accounts; without it only the own is worked in
 * <tr><td>LAMPLIGHTER_EXTERNAL_ID<td>none<td>what that role's trust policy asks for
 * <tr><td>LAMPLIGHTER_REACH<td>the own account, all regions and sources<td>{@code accounts=…;regions=…;sources=…},
 *     names or starts of names ending in {@code *}, by commas; a part that is left out is all
 * <tr><td>LAMPLIGHTER_STEPS_PER_ALERT<td>50<td>write calls for one alert, over all its deliveries
 * <tr><td>LAMPLIGHTER_STEPS_PER_DAY<td>500<td>write calls in a UTC day, over all alerts
 * <tr><td>LAMPLIGHTER_EXPIRY_DAYS<td>14<td>days until a change is to be undone
 * </table>
 *
 * @param reach null where none is set: then the reach is the own account, all regions and all sources
 * @param memberRole the role's name in other accounts, or null where only the own account is worked in
 * @param externalId what that role's trust policy asks for
 */
public record Settings(
        Mode mode,
        String table,
        String evidenceBucket,
        @Nullable String memberRole,
        @Nullable String externalId,
        @Nullable Reach reach,
        Limits limits) {
    public static final String MODE = "LAMPLIGHTER_MODE";
    public static final String TABLE = "LAMPLIGHTER_TABLE";
    public static final String EVIDENCE_BUCKET = "LAMPLIGHTER_EVIDENCE_BUCKET";
    public static final String MEMBER_ROLE = "LAMPLIGHTER_MEMBER_ROLE";
    public static final String EXTERNAL_ID = "LAMPLIGHTER_EXTERNAL_ID";
    public static final String REACH = "LAMPLIGHTER_REACH";
    public static final String STEPS_PER_ALERT = "LAMPLIGHTER_STEPS_PER_ALERT";
    public static final String STEPS_PER_DAY = "LAMPLIGHTER_STEPS_PER_DAY";
    public static final String EXPIRY_DAYS = "LAMPLIGHTER_EXPIRY_DAYS";

    private static final Pattern BUCKET = Pattern.compile("(?:[a-z0-9.-]|\\{account}|\\{region})+");

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
    private static final Pattern BUCKET_NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final String SOME_ACCOUNT = "123456789012";

    /** No region's name is longer, but for those of the isolated partitions. */
    private static final String LONGEST_REGION = "ap-southeast-1";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");
    private static final Pattern EXTERNAL = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final Pattern ROLE = Pattern.compile("[\\w+=,.@/-]{1,512}");
    private static final String NAMES = "names, or starts of names ending in *";
    private static final Pattern ACCOUNTS = Pattern.compile("[0-9]{12}|[0-9]{0,11}\\*");
    private static final Pattern PATTERN = Pattern.compile("[a-z0-9.-]+\\*?|\\*");

    /** The store of one account and region. */
    public String evidenceBucket(String account, String region) {
        return evidenceBucket.replace("{account}", account).replace("{region}", region);
    }

    /** The configured reach, or all of the own account. */
    public Reach reachFrom(String ownAccount) {
        return reach != null ? reach : new Reach(List.of(ownAccount), List.of("*"), List.of("*"));
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException with one sentence that names the variable, what is wrong and what it takes
     */
    public static Settings from(Map<String, String> environment) {
        String role = environment.getOrDefault(MEMBER_ROLE, "");
        String externalId = environment.getOrDefault(EXTERNAL_ID, "");
        return new Settings(
                mode(environment.getOrDefault(MODE, "propose")),
                matching(TABLE, environment.getOrDefault(TABLE, "lamplighter"), NAME, "a table's name"),
                bucket(environment.getOrDefault(EVIDENCE_BUCKET, "lamplighter-evidence-{account}-{region}")),
                role.isEmpty() ? null : matching(MEMBER_ROLE, role, ROLE, "a role's name, without its ARN"),
                externalId.isEmpty() ? null : matching(EXTERNAL_ID, externalId, EXTERNAL, "2 to 1224 characters"),
                environment.containsKey(REACH) ? reach(environment.getOrDefault(REACH, "")) : null,
                new Limits(
                        number(environment, STEPS_PER_ALERT, Limits.DEFAULT.stepsPerAlert()),
                        number(environment, STEPS_PER_DAY, Limits.DEFAULT.stepsPerDay()),
                        Duration.ofDays(number(
                                environment,
                                EXPIRY_DAYS,
                                Math.toIntExact(Limits.DEFAULT.expiry().toDays())))));
    }

    private static String bucket(String text) {
        matching(
                EVIDENCE_BUCKET,
                text,
                BUCKET,
                "a bucket name, in which {account} and {region} stand for the resource's own");
        String filled = text.replace("{account}", SOME_ACCOUNT).replace("{region}", LONGEST_REGION);
        if (!BUCKET_NAME.matcher(filled).matches()) {
            throw wrong(
                    EVIDENCE_BUCKET,
                    text,
                    "a bucket name of 3 to 63 characters that begins and ends with a letter or digit, and this is %s (%d)"
                            .formatted(filled, filled.length()));
        }
        return text;
    }

    private static Mode mode(String text) {
        return switch (text) {
            case "propose" -> Mode.PROPOSE;
            case "act" -> Mode.ACT;
            default -> throw wrong(MODE, text, "propose or act");
        };
    }

    /** {@code accounts=1111…,2222…;regions=eu-*;sources=*}: a part that is left out is all of its kind. */
    private static Reach reach(String text) {
        List<String> accounts = List.of("*");
        List<String> regions = List.of("*");
        List<String> sources = List.of("*");
        for (String part : text.split(";", -1)) {
            String[] sides = part.strip().split("=", 2);
            if (sides.length != 2) {
                throw wrong(REACH, text, "accounts=…;regions=…;sources=… with names or starts of names ending in *");
            }
            switch (sides[0].strip()) {
                case "accounts" ->
                    accounts = patterns(sides[1], ACCOUNTS, "accounts of 12 digits, or starts of them ending in *");
                case "regions" -> regions = patterns(sides[1], PATTERN, NAMES);
                case "sources" -> sources = patterns(sides[1], PATTERN, NAMES);
                default -> throw wrong(REACH, sides[0], "accounts, regions or sources before the =");
            }
        }
        return new Reach(accounts, regions, sources);
    }

    private static List<String> patterns(String text, Pattern each, String takes) {
        List<String> patterns = new ArrayList<>();
        for (String pattern : text.split(",", -1)) {
            patterns.add(matching(REACH, pattern.strip(), each, takes));
        }
        return patterns;
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        String text = environment.getOrDefault(name, Integer.toString(otherwise));
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw wrong(name, text, "a whole number from 1 to 999999");
        }
        return Integer.parseInt(text);
    }

    private static String matching(String name, String text, Pattern pattern, String takes) {
        if (text.isEmpty() || !pattern.matcher(text).matches()) {
            throw wrong(name, text, takes);
        }
        return text;
    }

    private static IllegalArgumentException wrong(String name, String text, String takes) {
        return new IllegalArgumentException("%s is \"%s\"; it takes %s".formatted(name, text, takes));
    }
}
