package io.lamplighter.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class ApprovedTest {
    private static final String ENACT = """
            package elsewhere;
            import io.lamplighter.events.*;
            class Sneak<F extends Record, S extends Step> {
                Evidence go(LogSource<F, S> source, S step, Approved<S> approved) {
                    return source.enact(%s);
                }
            }
            """;

    @Test
    void enact_approvedStep_compiles() {
        assertThat(compile(ENACT.formatted("approved"))).isEmpty();
    }

    @Test
    void enact_bareStep_doesNotCompile() {
        assertThat(compile(ENACT.formatted("step"))).contains("incompatible types");
    }

    @Test
    void enact_selfMadeApproval_doesNotCompile() {
        assertThat(compile(ENACT.formatted("new Approved<S>(step, \"f\", \"s\", null, null, null)")))
                .contains("not public");
    }

    private static String compile(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        var unit =
                new SimpleJavaFileObject(
                        URI.create("string:///elsewhere/Sneak.java"), SimpleJavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        boolean fine = compiler.getTask(
                        said,
                        null,
                        null,
                        List.of(
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                System.getProperty("java.io.tmpdir")),
                        null,
                        List.of(unit))
                .call();
        return fine ? "" : said.toString();
    }
}
