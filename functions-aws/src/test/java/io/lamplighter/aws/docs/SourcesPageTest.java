package io.lamplighter.aws.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Home;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.function.Lamps;
import io.lamplighter.events.Grants;
import io.lamplighter.events.LogSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code docs/sources.md} equal to what the sources say of themselves; {@code -Dlamplighter.write=true} writes it.
 */
class SourcesPageTest {
    private static final List<String> HEADINGS = List.of("What it shows", "What it costs", "First record", "Undo");
    private static final Path ROOT = Path.of(System.getProperty("lamplighter.root"));

    @Test
    void page_isWhatTheSourcesSay() throws IOException {
        Settings settings = Settings.from(Map.of());
        Lamps lamps =
                new Lamps(new Clients(new Home("111122223333", "us-east-1"), settings), settings, Clock.systemUTC());
        StringBuilder page = new StringBuilder("# Log sources\n\nGenerated from the code: each source's grants are its"
                + " `@Grants`, its words are its package's.\n");
        for (LogSource<?, ?> source : lamps.sources()) {
            page.append(section(source));
        }

        Path file = ROOT.resolve("docs/sources.md");
        if (Boolean.getBoolean("lamplighter.write")) {
            Files.writeString(file, page);
        }
        assertThat(file).content().isEqualTo(page.toString());
    }

    private static String section(LogSource<?, ?> source) throws IOException {
        String words = Files.readString(ROOT.resolve("functions-aws/src/main/java")
                .resolve(source.getClass().getPackageName().replace('.', '/'))
                .resolve("package-info.java"));
        StringBuilder section = new StringBuilder("\n## `" + source.id() + "`\n");
        for (String heading : HEADINGS) {
            section.append("\n**")
                    .append(heading)
                    .append(".** ")
                    .append(words(words, heading))
                    .append('\n');
        }
        Grants grants = source.getClass().getAnnotation(Grants.class);
        assertThat(grants).isNotNull();
        return section.append("\n| to look | to change | checked behind the change |\n|---|---|---|\n| ")
                .append(String.join("<br>", grants.read()))
                .append(" | ")
                .append(String.join("<br>", grants.write()))
                .append(" | ")
                .append(String.join("<br>", grants.behind()))
                .append(" |\n")
                .toString();
    }

    private static String words(String javadoc, String heading) {
        Matcher found = Pattern.compile("<h2>" + heading + "</h2>(.*?)(<h2>|\\*/)", Pattern.DOTALL)
                .matcher(javadoc);
        assertThat(found.find()).as(heading).isTrue();
        return found.group(1)
                .replaceAll("(?m)^\\s*\\*", " ")
                .replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`")
                .replaceAll("<a href=\"([^\"]*)\">([^<]*)</a>", "[$2]($1)")
                .replaceAll("<[^>]+>", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
