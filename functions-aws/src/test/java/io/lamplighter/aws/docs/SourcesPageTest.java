package io.lamplighter.aws.docs;

import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Home;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.function.Lamps;
import io.lamplighter.bench.SourcesPage;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/sources-aws.md} equal to what the sources say of themselves. */
class SourcesPageTest {
    @Test
    void page_isWhatTheSourcesSay() throws IOException {
        Settings settings = Settings.from(Map.of());
        Lamps lamps =
                new Lamps(new Clients(new Home("111122223333", "us-east-1"), settings), settings, Clock.systemUTC());

        SourcesPage.assertIsWritten("AWS", lamps.sources(), "functions-aws", "docs/sources-aws.md");
    }
}
