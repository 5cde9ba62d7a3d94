package io.lamplighter.azure.docs;

import io.lamplighter.azure.clients.Caller;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.function.Lamps;
import io.lamplighter.bench.SourcesPage;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/sources-azure.md} equal to what the sources say of themselves. */
class SourcesPageTest {
    @Test
    void page_isWhatTheSourcesSay() throws IOException {
        Settings settings = Settings.from(Map.of());
        Lamps lamps = new Lamps(Caller.offline(settings), settings, Clock.systemUTC());

        SourcesPage.assertIsWritten("Azure", lamps.sources(), "functions-azure", "docs/sources-azure.md");
    }
}
