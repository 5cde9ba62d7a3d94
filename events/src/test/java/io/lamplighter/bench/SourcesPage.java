package io.lamplighter.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Grants;
import io.lamplighter.events.LogSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of a cloud's log sources, made from what they say of themselves. */
public final class SourcesPage {
    private static final List<String> HEADINGS = List.of("What it shows", "What it costs", "First record", "Undo");
    private static final Path ROOT = Path.of(System.getProperty("lamplighter.root", ".."));

    private SourcesPage() {}

    /**
     * Holds the page to what the sources say; with {@code -Dlamplighter.write=true} it writes it.
     *
     * @param cloud its name for a person
     * @param module the folder of its sources' code
     * @param file the page's path
     */
    public static void assertIsWritten(String cloud, List<LogSource<?, ?>> sources, String module, String file)
            throws IOException {
        StringBuilder page = new StringBuilder(
                "# Log sources on %s\n\nGenerated from the code: each source's grants are its".formatted(cloud)
                        + " `@Grants`, its words are its package's.\n");
        for (LogSource<?, ?> source : sources) {
            page.append(section(source, module));
        }
        Path path = ROOT.resolve(file);
        if (Boolean.getBoolean("lamplighter.write")) {
            Files.writeString(path, page);
        }
        assertThat(path).content().isEqualTo(page.toString());
    }

    private static String section(LogSource<?, ?> source, String module) throws IOException {
        String words = Files.readString(ROOT.resolve(module + "/src/main/java")
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
