package io.lamplighter.azure.enrich.links;

import io.lamplighter.azure.clients.Settings.Sovereign;
import io.lamplighter.azure.scope.ArmId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The portal of one of Microsoft's clouds: every value is encoded, since a resource or alert may be called anything.
 *
 * @param host the portal's own, https://learn.microsoft.com/azure/azure-portal/azure-portal-safelist-urls
 */
record Portal(String host) {
    static Portal of(Sovereign cloud) {
        return new Portal(
                switch (cloud) {
                    case PUBLIC -> "portal.azure.com";
                    case USGOVERNMENT -> "portal.azure.us";
                    case CHINA -> "portal.azure.cn";
                });
    }

    /** A page; each {@code %s} of it takes one encoded value. */
    String page(String page, String... values) {
        Object[] encoded = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            encoded[i] = encode(values[i]);
        }
        return "https://%s/#%s".formatted(host, page.formatted(encoded));
    }

    /** A resource's own page. */
    String resource(ArmId id, String blade) {
        return "https://%s/#@/resource%s/%s".formatted(host, id.encoded(), blade);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
