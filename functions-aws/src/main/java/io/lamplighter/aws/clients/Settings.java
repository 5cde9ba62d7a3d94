package io.lamplighter.aws.clients;

import io.lamplighter.events.Limits;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Reach;
import io.lamplighter.shell.Variables;
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
    public static final String TABLE = "LAMPLIGHTER_TABLE";
    public static final String EVIDENCE_BUCKET = "LAMPLIGHTER_EVIDENCE_BUCKET";
    public static final String MEMBER_ROLE = "LAMPLIGHTER_MEMBER_ROLE";
    public static final String EXTERNAL_ID = "LAMPLIGHTER_EXTERNAL_ID";

    private static final Pattern BUCKET = Pattern.compile("(?:[a-z0-9.-]|\\{account}|\\{region})+");

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
    private static final Pattern BUCKET_NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final String SOME_ACCOUNT = "123456789012";

    /** No region's name is longer, but for those of the isolated partitions. */
    private static final String LONGEST_REGION = "ap-southeast-1";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");
    private static final Pattern EXTERNAL = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final Pattern ROLE = Pattern.compile("[\\w+=,.@/-]{1,512}");
    private static final Pattern ACCOUNTS = Pattern.compile("[0-9]{12}|[0-9]{0,11}\\*");

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
        Variables variables = new Variables(environment);
        return new Settings(
                variables.mode(),
                variables.text(TABLE, "lamplighter", NAME, "a table's name"),
                bucket(variables),
                variables.text(MEMBER_ROLE, ROLE, "a role's name, without its ARN"),
                variables.text(EXTERNAL_ID, EXTERNAL, "2 to 1224 characters"),
                variables.reach(ACCOUNTS, "accounts of 12 digits, or starts of them ending in *"),
                variables.limits());
    }

    private static String bucket(Variables variables) {
        String text = variables.text(
                EVIDENCE_BUCKET,
                "lamplighter-evidence-{account}-{region}",
                BUCKET,
                "a bucket name, in which {account} and {region} stand for the resource's own");
        String filled = text.replace("{account}", SOME_ACCOUNT).replace("{region}", LONGEST_REGION);
        if (!BUCKET_NAME.matcher(filled).matches()) {
            throw Variables.wrong(
                    EVIDENCE_BUCKET,
                    text,
                    "a bucket name of 3 to 63 characters that begins and ends with a letter or digit, and this is %s (%d)"
                            .formatted(filled, filled.length()));
        }
        return text;
    }
}
