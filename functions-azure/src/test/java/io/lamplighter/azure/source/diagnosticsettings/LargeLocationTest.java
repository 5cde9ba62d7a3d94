package io.lamplighter.azure.source.diagnosticsettings;

import static io.lamplighter.azure.source.SettingTenant.LOCATION;
import static io.lamplighter.azure.source.SettingTenant.SUBSCRIPTION;
import static io.lamplighter.azure.source.SettingTenant.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.source.SettingFacts;
import io.lamplighter.azure.source.SettingStep;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Deadline;
import io.lamplighter.events.Failure;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Scope;
import io.lamplighter.events.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What there is no time for takes nothing from what was read. */
class LargeLocationTest extends FourVaults {
    @ParameterizedTest
    @EnumSource(Breadth.class)
    void observe_oneDoesNotAnswerInTime_theOthersAreJudged(Breadth breadth) {
        LogSource<SettingFacts, SettingStep> source =
                tenant.source(DiagnosticSettings::new, Map.of(Settings.WORKSPACE, WORKSPACE));
        Scope scope = breadth == Breadth.ALL
                ? new Scope(SUBSCRIPTION, LOCATION, breadth, List.of())
                : touched(vault(0), vault(1), vault(2), vault(3));
        source.observe(scope);
        arm.hangNext(CATEGORIES);
        Clock clock = Clock.systemUTC();
        Deadline until = new Deadline(clock.instant().plus(Duration.ofSeconds(8)), clock);

        List<Verdict<SettingStep>> verdicts = source.judge().of(source.observe(scope, until));

        assertThat(until.over()).as("there is time left to act").isFalse();
        assertThat(verdicts.stream().filter(Verdict.Undecidable.class::isInstance))
                .singleElement()
                .isInstanceOfSatisfying(
                        Verdict.Undecidable.class,
                        u -> assertThat(u.failure()).extracting("kind").isEqualTo(Failure.Kind.OUT_OF_TIME));
        assertThat(verdicts.stream()
                        .filter(Verdict.Missing.class::isInstance)
                        .flatMap(v -> v.targets().stream())
                        .filter(t -> t.id().contains("/vaults/")))
                .hasSizeGreaterThanOrEqualTo(3);
    }
}
