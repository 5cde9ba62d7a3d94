package io.lamplighter.azure.scope;

import io.lamplighter.events.ResourceRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A resource id of Azure Resource Manager, taken apart.
 *
 * <p>Ids are the same in any case, and logs and alerts write them in any (handbook C0.4), so that one is kept in lower case:
 * two that name the same resource are then equal. Forms:
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules and
 * https://learn.microsoft.com/azure/azure-resource-manager/management/extension-resource-types
 *
 * @param text the whole id, lower case, with a leading slash and none at its end
 * @param subscription the subscription's id, empty for a resource of the tenant
 * @param group the resource group's name, empty where it lies in none
 * @param type the type as {@link AzureType#spelt} has it, of an extension the extension's own
 * @param names the names from the outermost resource to this one, as many as the type has parts after its namespace
 * @param parent the id of what an extension extends, or of what a child resource lies in; null for neither
 */
public record ArmId(
        String text,
        String subscription,
        String group,
        String type,
        List<String> names,
        @Nullable ArmId parent) {
    private static final Pattern SUBSCRIPTION =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** No part of an id holds one of these; a line break in one would forge a line where it is shown. */
    private static final Pattern PART = Pattern.compile("[^\\p{Cntrl}\\u2028\\u2029?#%\\\\<>\"]{1,260}");

    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]+(?:\\.[a-z0-9]+)*");
    private static final int LONGEST = 2048;

    public ArmId {
        names = List.copyOf(names);
    }

    /** The id's parts, or null if no resource can have it. */
    public static @Nullable ArmId read(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        String path = lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
        if (!path.startsWith("/") || path.length() > LONGEST) {
            return null;
        }
        String[] parts = path.substring(1).split("/", -1);
        for (String part : parts) {
            if (!PART.matcher(part).matches() || part.equals("..") || part.equals(".")) {
                return null;
            }
        }
        return read(parts);
    }

    private static @Nullable ArmId read(String[] parts) {
        int at = 0;
        String subscription = "";
        String group = "";
        ArmId id = null;
        if (parts[0].equals("subscriptions")) {
            if (parts.length < 2 || !subscription(parts[1])) {
                return null;
            }
            subscription = parts[1];
            at = 2;
            id = new ArmId(
                    "/subscriptions/" + subscription,
                    subscription,
                    "",
                    AzureType.SUBSCRIPTION,
                    List.of(subscription),
                    null);
            if (parts.length > at && parts[at].equals("resourcegroups")) {
                if (parts.length == at + 1) {
                    return null;
                }
                group = parts[at + 1];
                at += 2;
                id = new ArmId(
                        id.text() + "/resourcegroups/" + group,
                        subscription,
                        group,
                        AzureType.RESOURCE_GROUP,
                        List.of(subscription, group),
                        id);
            }
        }
        while (at < parts.length) {
            // A namespace, and then a type and a name for each level.
            if (!parts[at].equals("providers") || at + 3 >= parts.length || !namespace(parts[at + 1])) {
                return null;
            }
            ArmId lies = id == null || id.isContainer() ? null : id;
            StringBuilder type = new StringBuilder(parts[at + 1]);
            StringBuilder whole = new StringBuilder(id == null ? "" : id.text())
                    .append("/providers/")
                    .append(parts[at + 1]);
            List<String> names = new ArrayList<>();
            at += 2;
            do {
                if (at + 1 >= parts.length) {
                    return null;
                }
                type.append('/').append(parts[at]);
                names.add(parts[at + 1]);
                whole.append('/').append(parts[at]).append('/').append(parts[at + 1]);
                id = new ArmId(whole.toString(), subscription, group, AzureType.spelt(type.toString()), names, lies);
                lies = id;
                at += 2;
            } while (at < parts.length && !parts[at].equals("providers"));
        }
        return id;
    }

    private boolean isContainer() {
        return type.equals(AzureType.SUBSCRIPTION) || type.equals(AzureType.RESOURCE_GROUP);
    }

    /** Whether a subscription can have this id. */
    public static boolean subscription(String text) {
        return SUBSCRIPTION.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean namespace(String text) {
        return NAMESPACE.matcher(text).matches();
    }

    /** The last of its names. */
    public String name() {
        return names.getLast();
    }

    /** This or what it lies in or extends, the innermost first, of the given type; null if none is. */
    public @Nullable ArmId up(String wanted) {
        for (ArmId one = this; one != null; one = one.parent()) {
            if (one.type().equals(wanted)) {
                return one;
            }
        }
        return null;
    }

    /** The whole id as it stands in a URL: names may hold spaces and letters of any script. */
    public String encoded() {
        return Arrays.stream(text.split("/", -1))
                .map(p -> URLEncoder.encode(p, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    /** The resource as the loop knows it. */
    public ResourceRef at(String location, Map<String, String> within) {
        return new ResourceRef(type, text, subscription, location, within);
    }
}
