package io.lamplighter.shell;

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
 * Environment variables read as settings, the same on every cloud; a wrong one stops the start with a sentence.
 *
 * <p>Every method throws {@link IllegalArgumentException} with one sentence that names the variable, what is wrong and what
 * it takes.
 */
public final class Variables {
    public static final String MODE = "LAMPLIGHTER_MODE";
    public static final String REACH = "LAMPLIGHTER_REACH";
    public static final String STEPS_PER_ALERT = "LAMPLIGHTER_STEPS_PER_ALERT";
    public static final String STEPS_PER_DAY = "LAMPLIGHTER_STEPS_PER_DAY";
    public static final String EXPIRY_DAYS = "LAMPLIGHTER_EXPIRY_DAYS";

    private static final String NAMES = "names, or starts of names ending in *";
    private static final Pattern NAME = Pattern.compile("[a-z0-9.-]+\\*?|\\*");

    private final Map<String, String> environment;

    public Variables(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The text of a variable that has a default. */
    public String text(String name, String otherwise, Pattern pattern, String takes) {
        return matching(name, environment.getOrDefault(name, otherwise), pattern, takes);
    }

    /** The text of a variable, or null where it is not set or empty. */
    public @Nullable String text(String name, Pattern pattern, String takes) {
        String text = environment.getOrDefault(name, "");
        return text.isEmpty() ? null : matching(name, text, pattern, takes);
    }

    /** {@code propose}, where nothing is set, or {@code act}. */
    public Mode mode() {
        String text = environment.getOrDefault(MODE, "propose");
        return switch (text) {
            case "propose" -> Mode.PROPOSE;
            case "act" -> Mode.ACT;
            default -> throw wrong(MODE, text, "propose or act");
        };
    }

    /** How much may be done. */
    public Limits limits() {
        return new Limits(
                number(STEPS_PER_ALERT, Limits.DEFAULT.stepsPerAlert()),
                number(STEPS_PER_DAY, Limits.DEFAULT.stepsPerDay()),
                Duration.ofDays(number(
                        EXPIRY_DAYS, Math.toIntExact(Limits.DEFAULT.expiry().toDays()))));
    }

    /**
     * {@code accounts=1111…,2222…;regions=eu-*;sources=*}: a part that is left out is all of its kind. Null where the
     * variable is not set.
     *
     * @param accounts what an account, or the start of one, looks like on this cloud
     * @param takes that as a sentence says it
     */
    public @Nullable Reach reach(Pattern accounts, String takes) {
        String text = environment.get(REACH);
        return text == null ? null : reach(text, accounts, takes);
    }

    private static Reach reach(String text, Pattern accountForm, String takes) {
        List<String> accounts = List.of("*");
        List<String> regions = List.of("*");
        List<String> sources = List.of("*");
        for (String part : text.split(";", -1)) {
            String[] sides = part.strip().split("=", 2);
            if (sides.length != 2) {
                throw wrong(REACH, text, "accounts=…;regions=…;sources=… with " + NAMES);
            }
            switch (sides[0].strip()) {
                case "accounts" -> accounts = patterns(sides[1], accountForm, takes);
                case "regions" -> regions = patterns(sides[1], NAME, NAMES);
                case "sources" -> sources = patterns(sides[1], NAME, NAMES);
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

    private int number(String name, int otherwise) {
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

    /** What to throw about a variable's text. */
    public static IllegalArgumentException wrong(String name, String text, String takes) {
        return new IllegalArgumentException("%s is \"%s\"; it takes %s".formatted(name, text, takes));
    }
}
