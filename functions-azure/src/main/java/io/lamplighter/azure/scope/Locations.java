package io.lamplighter.azure.scope;

import com.azure.core.management.Region;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names of Azure's locations: {@code westeurope}, which portals and events also write as {@code West Europe}. */
public final class Locations {
    /** Stands for what lies in none, such as a subscription or the tenant. */
    public static final String GLOBAL = "global";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]{3,40}");

    private Locations() {}

    /** The name in lower case and without spaces; empty if no location can be called so. */
    public static String of(String text) {
        String name = text.replace(" ", "").toLowerCase(Locale.ROOT);
        return NAME.matcher(name).matches() ? name : "";
    }

    /** Whether the SDK knows a location of this name; without a call. */
    public static boolean known(String text) {
        String name = of(text);
        return name.equals(GLOBAL)
                || Region.values().stream().anyMatch(r -> r.name().equals(name));
    }
}
