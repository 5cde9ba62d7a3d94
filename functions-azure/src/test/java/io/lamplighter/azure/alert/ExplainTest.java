package io.lamplighter.azure.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.NamedScopes;
import io.lamplighter.shell.Explain;
import io.lamplighter.shell.Explain.Explanation;
import io.lamplighter.shell.Explain.Result;
import io.lamplighter.shell.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code lamplighter azure explain} tells, offline: the same shape as on AWS. */
class ExplainTest {
    private static final Explain EXPLAIN = new Explain(
            Samples.events()::open,
            List.of(),
            alert -> NamedScopes.of(alert, Samples.SUBSCRIPTION).scopes());

    @Test
    void file_read_isInTheDocumentedShape() {
        List<Explanation> all = EXPLAIN.file("a.json", Samples.text("eventgrid-delete-diagnostic-setting.json"));

        assertThat(all).hasSize(1);
        assertThat(Json.write(all.getFirst().asMap())).isEqualTo("""
                        {"file":"a.json","result":"read","why":"",\
                        "alert":{"id":"5b6c7d8e-9f00-4112-8334-455667788990:dfc6d8ea397213263847f8d308661a35",\
                        "origin":"activity-log","type":"Microsoft.Insights/diagnosticSettings/delete","severity":"high",\
                        "time":"2026-03-14T09:58:21.440213400Z","account":"0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d","region":""},\
                        "resources":[{"kind":"Microsoft.Insights/diagnosticSettings","id":"%s",\
                        "account":"0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d","region":""}],\
                        "identities":[{"kind":"user","id":"ann@contoso.example"},\
                        {"kind":"user","id":"b1a2c3d4-0011-4223-8445-566778899aab"}],\
                        "indicators":[{"kind":"ip","value":"203.0.113.77"},\
                        {"kind":"api","value":"Microsoft.Insights/diagnosticSettings/delete"},\
                        {"kind":"request-id","value":"5b6c7d8e-9f00-4112-8334-455667788990"}],\
                        "sources":[]}""".formatted(Samples.SETTING));
    }

    @Test
    void file_linesOfAnEventHub_areToldOneByOne() {
        assertThat(EXPLAIN.file("lines.jsonl", Samples.text("lines.jsonl")))
                .extracting(Explanation::result)
                .containsExactly(Result.READ, Result.READ, Result.IGNORED);
    }

    @Test
    void file_base64OfAQueue_isOpened() {
        String message = Base64.getEncoder()
                .encodeToString(Samples.text("manual-respond.json").getBytes(StandardCharsets.UTF_8));

        assertThat(EXPLAIN.file("message.json", Json.write(message)))
                .extracting(Explanation::result)
                .containsExactly(Result.READ);
    }
}
