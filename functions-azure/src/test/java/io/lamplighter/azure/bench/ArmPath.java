package io.lamplighter.azure.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The path of a request, taken apart without the product's own reader of ids, so that a fault there is not hidden here.
 *
 * @param text lower case, with a leading slash and none at its end
 * @param base what the last namespace hangs on: a resource, a resource group, a subscription, or empty for the tenant
 * @param type lower case, with its namespace
 * @param odd whether it ends in a type and not in a name: a collection, or for a POST an action
 */
record ArmPath(String text, String base, String type, boolean odd) {
    static ArmPath of(String path) {
        String text = path.toLowerCase(Locale.ROOT).replaceAll("/+$", "");
        int last = text.lastIndexOf("/providers/");
        String base = last < 0 ? "" : text.substring(0, last);
        String rest = last < 0 ? text.substring(1) : text.substring(last + "/providers/".length());
        List<String> parts = new ArrayList<>(List.of(rest.split("/", -1)));
        String namespace = last < 0 ? "microsoft.resources" : parts.removeFirst();
        StringBuilder type = new StringBuilder(namespace);
        for (int i = 0; i < parts.size(); i += 2) {
            type.append('/').append(parts.get(i));
        }
        return new ArmPath(text, base, type.toString(), parts.size() % 2 == 1);
    }

    /** The last part. */
    String name() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** The path less its last part, or less two for a resource: its collection's parent. */
    String parent() {
        String up = text.substring(0, text.lastIndexOf('/'));
        return odd ? up : up.substring(0, up.lastIndexOf('/'));
    }

    /** Whether this collection, at a subscription or group or below a resource, lists the given resource. */
    boolean lists(ArmPath resource) {
        if (resource.odd() || !resource.type().equals(type)) {
            return false;
        }
        boolean below =
                resource.text().startsWith(text + "/") && resource.text().indexOf('/', text.length() + 1) < 0;
        boolean topLevel = type.indexOf('/') == type.lastIndexOf('/');
        boolean container = base.matches("(/subscriptions/[^/]+)?(/resourcegroups/[^/]+)?") && !base.isEmpty();
        boolean inContainer = topLevel
                && container
                && resource.text().startsWith(base + "/")
                && resource.text().indexOf("/providers/") == resource.text().lastIndexOf("/providers/")
                && !type.contains("diagnosticsettings");
        return below || inContainer;
    }
}
