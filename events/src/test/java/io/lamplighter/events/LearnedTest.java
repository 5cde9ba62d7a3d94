package io.lamplighter.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LearnedTest {
    private static final ResourceRef LAMP = new ResourceRef("Lamp", "l-1", "1", "east", Map.of("Street", "s-1"));

    @Test
    void within_valueThatTheCloudLeftOut_staysOut() {
        Map<String, @Nullable String> more = new HashMap<>();
        more.put("Town", "t-1");
        more.put("Quarter", null);
        more.put("Country", "");

        assertThat(Learned.within(LAMP, more).within()).isEqualTo(Map.of("Street", "s-1", "Town", "t-1"));
    }

    @Test
    void merge_sameResourceTwice_onceWithAllThatIsKnown() {
        ResourceRef again = new ResourceRef("Lamp", "l-1", "1", "east", Map.of("Town", "t-1"));

        assertThat(Learned.merge(List.of(LAMP, again)))
                .containsExactly(new ResourceRef("Lamp", "l-1", "1", "east", Map.of("Street", "s-1", "Town", "t-1")));
    }

    @Test
    void withoutTwins_oneOfNoRegion_givesWayOnlyToTheSameWithARegion() {
        ResourceRef lost = new ResourceRef("Lamp", "l-1", "1", "");
        ResourceRef other = new ResourceRef("Lamp", "l-2", "1", "");

        assertThat(Learned.withoutTwins(Arrays.asList(lost, other, LAMP))).containsExactly(other, LAMP);
    }

    @Test
    void gone_oneOfTwoFound_theOtherIsSaid() {
        ResourceRef other = new ResourceRef("Lamp", "l-2", "1", "east");

        assertThat(Learned.gone(List.of(LAMP, other), Set.of("l-1")))
                .containsExactly("l-2 is not in account 1, east, or not any more");
    }

    @Test
    void reaches_accountInside_whateverTheRegions() {
        Reach reach = new Reach(List.of("11*"), List.of("east"), List.of());

        assertThat(reach.reaches("112")).isTrue();
        assertThat(reach.reaches("12")).isFalse();
        assertThat(new Reach(List.of("*"), List.of(), List.of()).reaches("112")).isFalse();
    }
}
