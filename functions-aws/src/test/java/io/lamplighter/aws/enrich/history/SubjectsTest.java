package io.lamplighter.aws.enrich.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.enrich.history.Subjects.Subject;
import io.lamplighter.aws.scope.Alerts;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.scope.FakeCloud;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Cut;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SubjectsTest {
    @Test
    void of_moreHostsThanLookups_theRestIsSaid() {
        Scope scope = Alerts.scope(IntStream.range(0, 6)
                .mapToObj(i -> Alerts.ref(AwsType.INSTANCE, "i-0aa11bb22cc33dd0" + i))
                .toArray(ResourceRef[]::new));

        Cut<Subject> subjects = Subjects.of(FakeCloud.ACCOUNT, List.of(), List.of(scope), List.of());

        assertThat(subjects.kept()).hasSize(5);
        assertThat(subjects.notes())
                .containsExactly("1 more identities in account 111122223333 were not looked up: i-0aa11bb22cc33dd05");
    }

    @Test
    void regions_moreThanTheMost_theRestIsSaid() {
        List<Scope> scopes = Stream.of("eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1", "eu-south-1")
                .map(r -> new Scope(FakeCloud.ACCOUNT, r, Breadth.TOUCHED, List.of()))
                .toList();

        Cut<String> regions = Subjects.regions(FakeCloud.ACCOUNT, scopes);

        assertThat(regions.kept()).containsExactly("eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1", "us-east-1");
        assertThat(regions.notes()).singleElement().asString().contains("1 more regions", "eu-south-1");
    }
}
