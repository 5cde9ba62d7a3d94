package io.lamplighter.azure.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class KeyTest {
    private static final Pattern TAKEN = Pattern.compile("[A-Za-z0-9._:~-]{1,128}");

    @Test
    void of_plain_isItself() {
        assertThat(Key.of("5fb5b1b0-92dd-4e0c-9d9f-9f3a4a1c2b3d")).isEqualTo("5fb5b1b0-92dd-4e0c-9d9f-9f3a4a1c2b3d");
    }

    @Property
    void of_anything_isTakenByTheTableAndByAFilter(@ForAll String text) {
        assertThat(Key.of(text)).matches(TAKEN);
    }

    @Property
    void of_twoTexts_areTwoKeys(@ForAll String one, @ForAll String other) {
        assertThat(Key.of(one).equals(Key.of(other))).isEqualTo(one.equals(other));
    }

    /** A text that looks like a name that was made must not be taken for it. */
    @Test
    void of_madeName_isAnother() {
        assertThat(Key.of(Key.of("a/b"))).isNotEqualTo(Key.of("a/b"));
    }

    @Property
    void order_ofKeys_isThatOfTime(@ForAll int seconds, @ForAll int other) {
        Instant one = Instant.ofEpochSecond(seconds, 999_999_999 - (seconds & 0xFF));
        Instant two = Instant.ofEpochSecond(other, other & 0xFF);

        assertThat(Integer.signum(Key.oldestFirst(one).compareTo(Key.oldestFirst(two))))
                .isEqualTo(Integer.signum(one.compareTo(two)));
        assertThat(Integer.signum(Key.newestFirst(one).compareTo(Key.newestFirst(two))))
                .isEqualTo(-Integer.signum(one.compareTo(two)));
    }

    @Test
    void order_ofTheFarthest_hasTheSameLength() {
        for (Instant time : List.of(Instant.MIN, Instant.EPOCH, Instant.MAX)) {
            assertThat(Key.newestFirst(time)).hasSize(26).containsOnlyDigits();
            assertThat(Key.oldestFirst(time)).hasSize(26).containsOnlyDigits();
        }
        assertThat(Key.newestFirst(Instant.MAX)).isEqualTo("0".repeat(26));
        assertThat(Key.oldestFirst(Instant.MIN)).isEqualTo("0".repeat(26));
    }
}
