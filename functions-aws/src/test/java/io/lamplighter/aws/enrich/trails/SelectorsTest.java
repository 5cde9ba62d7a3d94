package io.lamplighter.aws.enrich.trails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lamplighter.aws.enrich.trails.Selectors.Advanced;
import io.lamplighter.aws.enrich.trails.Selectors.Basic;
import io.lamplighter.aws.enrich.trails.Selectors.Field;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SelectorsTest {
    private static final String ARN = "resources.ARN";

    private static Selectors basic(boolean management, String readWrite, String... objects) {
        return new Selectors(List.of(new Basic(management, false, readWrite, List.of(objects))), List.of());
    }

    private static Selectors objects(Field... more) {
        List<Field> fields = Stream.concat(
                        Stream.of(equal("eventCategory", "Data"), equal("resources.type", "AWS::S3::Object")),
                        Stream.of(more))
                .toList();
        return new Selectors(List.of(), List.of(new Advanced(fields)));
    }

    private static Field equal(String name, String value) {
        return new Field(name, List.of(value), List.of(), List.of(), false);
    }

    private static Field starts(String value) {
        return new Field(ARN, List.of(), List.of(value), List.of(), false);
    }

    private static Field not(String value) {
        return new Field(ARN, List.of(), List.of(), List.of(value), false);
    }

    static Stream<Arguments> table() {
        Selectors management =
                new Selectors(List.of(), List.of(new Advanced(List.of(equal("eventCategory", "Management")))));
        Selectors writes = new Selectors(
                List.of(),
                List.of(new Advanced(List.of(equal("eventCategory", "Management"), equal("readOnly", "false")))));
        Selectors withoutKms = new Selectors(List.of(new Basic(true, true, "All", List.of())), List.of());
        return Stream.of(
                arguments("nothing", new Selectors(List.of(), List.of()), "none", "none"),
                arguments("management, as made by default", basic(true, "All"), "all", "none"),
                arguments("writes only", basic(true, "WriteOnly"), "some", "none"),
                arguments("all but one service's", withoutKms, "some", "none"),
                arguments("every bucket, short form", basic(false, "All", "arn:aws:s3"), "none", "all"),
                arguments("this bucket", basic(true, "All", "arn:aws:s3:::records/"), "all", "all"),
                arguments("reads of this bucket", basic(true, "ReadOnly", "arn:aws:s3:::records/"), "some", "some"),
                arguments("a folder of it", basic(false, "All", "arn:aws:s3:::records/in/"), "none", "some"),
                arguments(
                        "a bucket with a longer name", basic(false, "All", "arn:aws:s3:::records-2/"), "none", "none"),
                arguments("advanced management", management, "all", "none"),
                arguments("advanced writes", writes, "some", "none"),
                arguments("advanced, every object", objects(), "none", "all"),
                arguments("advanced, this bucket", objects(starts("arn:aws:s3:::records/")), "none", "all"),
                arguments("advanced, a folder", objects(starts("arn:aws:s3:::records/in/")), "none", "some"),
                arguments("advanced, another bucket", objects(starts("arn:aws:s3:::others/")), "none", "none"),
                arguments("advanced, all but this", objects(not("arn:aws:s3:::records/")), "none", "none"),
                arguments("advanced, all but another", objects(not("arn:aws:s3:::others/")), "none", "all"),
                arguments("advanced, all but a folder", objects(not("arn:aws:s3:::records/tmp/")), "none", "some"),
                arguments("advanced, reads only", objects(equal("readOnly", "true")), "none", "some"),
                arguments(
                        "advanced, by ending",
                        objects(new Field(ARN, List.of(), List.of(), List.of(), true)),
                        "none",
                        "some"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void tells_whatIsRecorded(String situation, Selectors selectors, String management, String objects) {
        assertThat(selectors.management()).as(situation).isEqualTo(management);
        assertThat(selectors.objectsOf("arn:aws:s3:::records")).as(situation).isEqualTo(objects);
    }
}
