package io.lamplighter.azure.clients;

import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.events.Limits;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Reach;
import io.lamplighter.shell.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every setting, read once from the environment; a wrong one stops the start with a sentence.
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><th>Variable<th>Default<th>Takes
 * <tr><td>LAMPLIGHTER_MODE<td>propose<td>{@code propose}: say what would be done; {@code act}: do it
 * <tr><td>LAMPLIGHTER_STORAGE<td>none<td>the storage account of the central table: its name, or for an emulator its
 *     connection string
 * <tr><td>LAMPLIGHTER_TABLE<td>lamplighter<td>the central table in it, and the container of documents too large for it
 * <tr><td>LAMPLIGHTER_EVIDENCE_STORES<td>none<td>the storage accounts that new logs go to, ids by commas, one for each
 *     location: Azure takes logs of a resource in an account of the same location only
 * <tr><td>LAMPLIGHTER_WORKSPACE<td>none<td>the id of the Log Analytics workspace that new resource logs also go to
 * <tr><td>LAMPLIGHTER_EVENT_HUB_RULE<td>none<td>the id of the Event Hubs authorization rule that new resource logs also
 *     go to
 * <tr><td>LAMPLIGHTER_EVENT_HUB<td>one for each category<td>the event hub there
 * <tr><td>LAMPLIGHTER_FLOW_LOG_DAYS<td>90<td>days that flow logs are kept, at most 365
 * <tr><td>LAMPLIGHTER_TRAFFIC_ANALYTICS<td>off<td>{@code off}, or {@code 10} or {@code 60}: the minutes between two
 *     looks of Traffic Analytics, in LAMPLIGHTER_WORKSPACE
 * <tr><td>LAMPLIGHTER_CLOUD<td>public<td>{@code public}, {@code usgovernment} or {@code china}
 * <tr><td>LAMPLIGHTER_ARM_ENDPOINT<td>the cloud's own<td>another Azure Resource Manager, such as a local one; no token is
 *     sent over plain http
 * <tr><td>LAMPLIGHTER_REACH<td>the own subscription, all locations and sources<td>{@code accounts=…;regions=…;sources=…}:
 *     subscriptions, locations and log sources, names or starts of names ending in {@code *}, by commas
 * <tr><td>LAMPLIGHTER_STEPS_PER_ALERT<td>50<td>write calls for one alert, over all its deliveries
 * <tr><td>LAMPLIGHTER_STEPS_PER_DAY<td>500<td>write calls in a UTC day, over all alerts
 * <tr><td>LAMPLIGHTER_EXPIRY_DAYS<td>14<td>days until a change is to be undone
 * </table>
 *
 * @param storage null where none is set: then nothing can be stored
 * @param evidenceStores ids of storage accounts, lower case
 * @param workspace id, lower case
 * @param eventHub null for one hub for each category
 * @param trafficAnalytics minutes, 0 for off
 * @param armEndpoint null for the cloud's own
 * @param reach null where none is set: then the reach is the own subscription, all locations and all sources
 */
public record Settings(
        Mode mode,
        @Nullable String storage,
        String table,
        List<String> evidenceStores,
        @Nullable String workspace,
        @Nullable String eventHubRule,
        @Nullable String eventHub,
        int flowLogDays,
        int trafficAnalytics,
        Sovereign cloud,
        @Nullable String armEndpoint,
        @Nullable Reach reach,
        Limits limits) {
    public static final String STORAGE = "LAMPLIGHTER_STORAGE";
    public static final String TABLE = "LAMPLIGHTER_TABLE";
    public static final String EVIDENCE_STORES = "LAMPLIGHTER_EVIDENCE_STORES";
    public static final String WORKSPACE = "LAMPLIGHTER_WORKSPACE";
    public static final String EVENT_HUB_RULE = "LAMPLIGHTER_EVENT_HUB_RULE";
    public static final String EVENT_HUB = "LAMPLIGHTER_EVENT_HUB";
    public static final String FLOW_LOG_DAYS = "LAMPLIGHTER_FLOW_LOG_DAYS";
    public static final String TRAFFIC_ANALYTICS = "LAMPLIGHTER_TRAFFIC_ANALYTICS";
    public static final String CLOUD = "LAMPLIGHTER_CLOUD";
    public static final String ARM_ENDPOINT = "LAMPLIGHTER_ARM_ENDPOINT";

    /** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules, and a connection string. */
    private static final Pattern STORAGE_FORM = Pattern.compile("[a-z0-9]{3,24}|UseDevelopmentStorage=true|"
            + "(?=.*AccountName=)(?=.*AccountKey=)[A-Za-z]+=[^;\\s]+(?:;[A-Za-z]+=[^;\\s]+)*;?");

    private static final Pattern ACCOUNT_NAME = Pattern.compile("AccountName=([^;]+)");

    /** https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model; a container's too. */
    private static final Pattern TABLE_FORM = Pattern.compile("[a-z][a-z0-9]{2,62}");

    private static final Pattern ANY = Pattern.compile(".+");
    private static final Pattern HUB = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");
    private static final Pattern DAYS = Pattern.compile("[1-9]|[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9]|36[0-5]");
    private static final Pattern MINUTES = Pattern.compile("off|10|60");
    private static final Pattern ENDPOINT = Pattern.compile("https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?/?");
    private static final Pattern CLOUDS = Pattern.compile("public|usgovernment|china");
    private static final Pattern SUBSCRIPTIONS =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f-]{0,35}\\*");

    public Settings {
        evidenceStores = List.copyOf(evidenceStores);
    }

    /** Which of Microsoft's clouds. */
    public enum Sovereign {
        PUBLIC,
        USGOVERNMENT,
        CHINA
    }

    /** The name of the storage account of the central table, for a person; empty where none is set. */
    public String storageAccount() {
        String set = storage == null ? "" : storage;
        Matcher named = ACCOUNT_NAME.matcher(set);
        return named.find() ? named.group(1) : set;
    }

    /** The configured reach, or all of the own subscription. */
    public Reach reachFrom(String ownSubscription) {
        return reach != null ? reach : new Reach(List.of(ownSubscription), List.of("*"), List.of("*"));
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException with one sentence that names the variable, what is wrong and what it takes
     */
    public static Settings from(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        String analytics = variables.text(TRAFFIC_ANALYTICS, "off", MINUTES, "off, 10 or 60");
        String storage = environment.getOrDefault(STORAGE, "");
        // Not repeated to whoever reads the log: there may be a key in it.
        if (storage.contains("=") && !STORAGE_FORM.matcher(storage).matches()) {
            throw new IllegalArgumentException(STORAGE
                    + " is no whole connection string; it takes one with AccountName and AccountKey, or a name");
        }
        String workspace = id(variables, WORKSPACE, AzureType.WORKSPACE, "the id of a Log Analytics workspace");
        if (!analytics.equals("off") && workspace == null) {
            throw Variables.wrong(TRAFFIC_ANALYTICS, analytics, "off, unless " + WORKSPACE + " is set");
        }
        String rule = id(
                variables,
                EVENT_HUB_RULE,
                AzureType.EVENT_HUBS_RULE,
                "the id of an authorization rule of an Event Hubs namespace");
        String hub = variables.text(EVENT_HUB, HUB, "an event hub's name");
        if (hub != null && rule == null) {
            throw Variables.wrong(EVENT_HUB, hub, "a name only where " + EVENT_HUB_RULE + " is set");
        }
        return new Settings(
                variables.mode(),
                variables.text(STORAGE, STORAGE_FORM, "a storage account's name, or a connection string"),
                variables.text(TABLE, "lamplighter", TABLE_FORM, "3 to 63 lower-case letters and digits"),
                stores(variables),
                workspace,
                rule,
                hub,
                Integer.parseInt(variables.text(FLOW_LOG_DAYS, "90", DAYS, "a number of days from 1 to 365")),
                analytics.equals("off") ? 0 : Integer.parseInt(analytics),
                Sovereign.valueOf(variables
                        .text(CLOUD, "public", CLOUDS, "public, usgovernment or china")
                        .toUpperCase(Locale.ROOT)),
                variables.text(ARM_ENDPOINT, ENDPOINT, "a URL such as https://management.azure.com/"),
                variables.reach(SUBSCRIPTIONS, "subscriptions' ids in lower case, or starts of them ending in *"),
                variables.limits());
    }

    private static List<String> stores(Variables variables) {
        String text = variables.text(EVIDENCE_STORES, ANY, "ids of storage accounts, by commas");
        List<String> stores = new ArrayList<>();
        for (String one : text == null ? new String[0] : text.split(",", -1)) {
            stores.add(
                    id(EVIDENCE_STORES, one.strip(), AzureType.STORAGE_ACCOUNT, "ids of storage accounts, by commas"));
        }
        return stores;
    }

    private static @Nullable String id(Variables variables, String name, String type, String takes) {
        String text = variables.text(name, ANY, takes);
        return text == null ? null : id(name, text, type, takes);
    }

    private static String id(String name, String text, String type, String takes) {
        ArmId id = ArmId.read(text);
        if (id == null || !id.type().equals(type)) {
            throw Variables.wrong(name, text, takes);
        }
        return id.text();
    }
}
