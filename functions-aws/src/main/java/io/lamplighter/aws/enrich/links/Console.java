package io.lamplighter.aws.enrich.links;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The console of one region: every value is encoded, since a bucket or finding may be called anything.
 *
 * @param domain {@code console.aws.amazon.com} or its partition's own
 */
record Console(String domain, String region) {
    static Console of(String region) {
        String domain = "console.aws.amazon.com";
        if (region.startsWith("us-gov-")) {
            domain = "console.amazonaws-us-gov.com";
        } else if (region.startsWith("cn-")) {
            domain = "console.amazonaws.cn";
        }
        return new Console(domain, region);
    }

    /** China has no Detective (https://docs.aws.amazon.com/general/latest/gr/detective.html). */
    boolean hasDetective() {
        return !region.startsWith("cn-");
    }

    /** A page of a console; each {@code %s} of the page takes one encoded value. */
    String page(String page, String... values) {
        Object[] encoded = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            encoded[i] = encode(values[i]);
        }
        return "https://%s.%s/%s"
                .formatted(encode(region), domain, page.formatted(encoded).replace("{region}", encode(region)));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
