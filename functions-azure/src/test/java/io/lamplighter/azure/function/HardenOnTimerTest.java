package io.lamplighter.azure.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HardenOnTimerTest {
    /** As the host sends it: what is next for the schedule is now for the function. */
    @Test
    void scheduled_whatTheHostSends_isTheTimeThatThisRunIsFor() {
        assertThat(HardenOnTimer.scheduled("""
                {"Schedule": {"AdjustForDST": true},
                 "ScheduleStatus": {"Last": "2026-11-20T03:00:00.0041+00:00", "LastUpdated": "2026-11-20T03:00:00.0041+00:00",
                  "Next": "2026-11-21T03:00:00+00:00"},
                 "IsPastDue": false}""")).isEqualTo("harden-timer 2026-11-21T03:00:00+00:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "",
                "no JSON",
                "{\"ScheduleStatus\": null, \"IsPastDue\": false}",
                "{\"ScheduleStatus\": {\"Next\": \"0001-01-01T00:00:00\"}}",
            })
    void scheduled_hostThatKeepsNoSchedule_isTheInvocationsMatter(String timer) {
        assertThat(HardenOnTimer.scheduled(timer)).isEmpty();
    }
}
