package io.lamplighter.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.LedgerEntry.State;
import io.lamplighter.shell.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever comes in, a document fits its row and is legal JSON that reads back as the same tree. */
class OcsfDocumentProperties {
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(40);
        Arbitrary<String> long_ = Arbitraries.strings()
                .withChars('a', '"', '\\', '\n', '\u0001', 'é', '東', '\ud83d', '\udd26')
                .ofMinLength(1)
                .ofMaxLength(8)
                .flatMap(s -> Arbitraries.of(1, 100, 2_000).map(s::repeat));
        return Arbitraries.oneOf(any, any, any, long_);
    }

    private Arbitrary<Object> trees() {
        Arbitrary<Object> leaves = Arbitraries.oneOf(
                texts().map(t -> t),
                Arbitraries.longs().map(n -> n),
                Arbitraries.doubles().map(n -> n),
                Arbitraries.bigDecimals().map(n -> n),
                Arbitraries.bigIntegers().map(n -> n),
                Arbitraries.of(true, false, Double.NaN, Instant.MAX));
        return Arbitraries.recursive(
                () -> leaves,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(4).map(l -> l),
                        Arbitraries.maps(texts(), inner).ofMaxSize(4).map(m -> m),
                        Arbitraries.of(3, 100).flatMap(n -> leaves.map(l -> Collections.nCopies(n, l)))),
                0,
                3);
    }

    @Provide
    Arbitrary<Map<String, Object>> maps() {
        return Arbitraries.maps(texts(), trees()).ofMaxSize(5);
    }

    @Provide
    Arbitrary<Integer> counts() {
        return Arbitraries.of(0, 1, 30, 300);
    }

    private static void assertFits(Map<String, Object> document, int bytes) throws Exception {
        String json = Json.write(document);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(json)).isTrue();
        assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(bytes);
        assertThat(JsonSize.of(document)).isEqualTo(json.getBytes(StandardCharsets.UTF_8).length);
        assertThat(Json.map(Json.read(json))).isEqualTo(document);
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void finding_anyInput_fits(
            @ForAll("texts") String text,
            @ForAll("texts") String other,
            @ForAll("maps") Map<String, Object> details,
            @ForAll("maps") Map<String, Object> request,
            @ForAll("counts") int count)
            throws Exception {
        ResourceRef target = new ResourceRef(text, other, text, other, Map.of(text, other));
        LogLocation logs = new LogLocation(text, other, text);
        Alert alert = new Alert(
                text,
                other,
                text,
                other,
                Severity.CRITICAL,
                Instant.MIN,
                text,
                other,
                Collections.nCopies(count, target),
                Collections.nCopies(count, new Identity(text, other)),
                Collections.nCopies(count, new Indicator(other, text)),
                Request.RESPOND);
        List<Outcome> outcomes = List.of(
                new Outcome.AlreadyOn(text, Collections.nCopies(count, target), other),
                new Outcome.Proposed(text, List.of(target), other, request, logs),
                new Outcome.TurnedOn(text, List.of(target), other, text, logs),
                new Outcome.Refused(text, List.of(target), other, text),
                new Outcome.Failed(other, List.of(), new Failure(Failure.Kind.BUG, text)));
        Finding finding = new Finding(
                alert.findingId(),
                alert,
                1,
                List.of(),
                Collections.nCopies(Math.min(count, 4), new Enrichment.Found(text, other, details)),
                Collections.nCopies(1 + count / 50, outcomes).stream()
                        .flatMap(List::stream)
                        .toList(),
                Collections.nCopies(count, entry(text, other, target, request, details)),
                Collections.nCopies(count, text),
                Instant.MAX);

        assertFits(OcsfDocument.of(finding), OcsfDocument.FINDING_BYTES);
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void change_anyInput_fits(
            @ForAll("texts") String text,
            @ForAll("texts") String other,
            @ForAll("maps") Map<String, Object> request,
            @ForAll("maps") Map<String, Object> before)
            throws Exception {
        ResourceRef target = new ResourceRef(text, other, other, text, Map.of());

        assertFits(OcsfDocument.of(entry(text, other, target, request, before)), OcsfDocument.CHANGE_BYTES);
    }

    private static LedgerEntry entry(
            String text, String other, ResourceRef target, Map<String, Object> request, Map<String, Object> before) {
        Map<String, Object> after = new HashMap<>(request);
        after.put("null", null);
        return new LedgerEntry(
                text,
                other,
                text,
                other,
                text,
                other,
                Collections.nCopies(100, target),
                request,
                before,
                after,
                State.ON,
                other,
                Instant.MIN,
                Instant.MAX,
                Instant.EPOCH);
    }
}
