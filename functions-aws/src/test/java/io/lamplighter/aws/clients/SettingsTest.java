package io.lamplighter.aws.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lamplighter.events.Breadth;
import io.lamplighter.events.Limits;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Reach;
import io.lamplighter.events.Scope;
import io.lamplighter.shell.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @Test
    void from_nothingSet_proposesInTheOwnAccountOnly() {
        Settings settings = Settings.from(Map.of());

        assertThat(settings.mode()).isEqualTo(Mode.PROPOSE);
        assertThat(settings.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(settings.evidenceBucket("111122223333", "eu-west-1"))
                .isEqualTo("lamplighter-evidence-111122223333-eu-west-1");
        Reach reach = settings.reachFrom("111122223333");
        assertThat(reach.holds(scope("111122223333", "eu-west-1"))).isTrue();
        assertThat(reach.holds(scope("444455556666", "eu-west-1"))).isFalse();
    }

    @Test
    void from_everythingSet_isTaken() {
        Settings settings = Settings.from(Map.of(
                Variables.MODE, "act",
                Settings.TABLE, "findings",
                Settings.EVIDENCE_BUCKET, "store-{account}",
                Settings.MEMBER_ROLE, "lamplighter-member",
                Settings.EXTERNAL_ID, "an-id",
                Variables.REACH, "accounts=1111*, 444455556666; regions=eu-*",
                Variables.STEPS_PER_ALERT, "3",
                Variables.STEPS_PER_DAY, "9",
                Variables.EXPIRY_DAYS, "2"));

        assertThat(settings)
                .isEqualTo(new Settings(
                        Mode.ACT,
                        "findings",
                        "store-{account}",
                        "lamplighter-member",
                        "an-id",
                        new Reach(List.of("1111*", "444455556666"), List.of("eu-*"), List.of("*")),
                        new Limits(3, 9, Duration.ofDays(2))));
    }

    @Test
    void from_bucketThatIsAnAccountAlone_isTaken() {
        assertThat(Settings.from(Map.of(Settings.EVIDENCE_BUCKET, "{account}"))
                        .evidenceBucket("111122223333", "eu-west-1"))
                .isEqualTo("111122223333");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    LAMPLIGHTER_MODE            | yes            | propose or act
                    LAMPLIGHTER_TABLE           | a table        | a table's name
                    LAMPLIGHTER_EVIDENCE_BUCKET | Store          | a bucket name
                    LAMPLIGHTER_EVIDENCE_BUCKET | store-{acount} | a bucket name
                    LAMPLIGHTER_EVIDENCE_BUCKET | ab             | 3 to 63 characters
                    LAMPLIGHTER_EVIDENCE_BUCKET | -store         | begins and ends with a letter or digit
                    LAMPLIGHTER_EVIDENCE_BUCKET | a-long-name-that-leaves-no-place-for-both-{account}-{region} | (69)
                    LAMPLIGHTER_MEMBER_ROLE     | a role         | a role's name
                    LAMPLIGHTER_EXTERNAL_ID     | x              | 2 to 1224 characters
                    LAMPLIGHTER_REACH           | eu-west-1      | accounts=
                    LAMPLIGHTER_REACH           | zones=eu       | accounts, regions or sources
                    LAMPLIGHTER_REACH           | accounts=abc   | accounts of 12 digits
                    LAMPLIGHTER_REACH           | accounts=12345 | accounts of 12 digits
                    LAMPLIGHTER_REACH           | accounts=1111222233334* | accounts of 12 digits
                    LAMPLIGHTER_REACH           | regions=*-1    | starts of names
                    LAMPLIGHTER_REACH           | regions=       | starts of names
                    LAMPLIGHTER_STEPS_PER_DAY   | 0              | a whole number
                    LAMPLIGHTER_EXPIRY_DAYS     | -1             | a whole number
                    """)
    void from_wrongSetting_saysWhatItTakes(String name, String value, String takes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from(Map.of(name, value)))
                .withMessageContaining(name)
                .withMessageContaining(takes);
    }

    private static Scope scope(String account, String region) {
        return new Scope(account, region, Breadth.TOUCHED, List.of());
    }
}
