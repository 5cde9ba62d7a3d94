package io.lamplighter.aws.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.scope.Alerts;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Identity;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhoTest {
    @ParameterizedTest
    @CsvSource({
        "access-key, AKIAIOSFODNN7EXAMPLE, KEY, AKIAIOSFODNN7EXAMPLE, ''",
        "user, alice, USER, alice, ''",
        "user, arn:aws:iam::111122223333:user/team/alice, USER, alice, ''",
        "role, deploy, ROLE, deploy, ''",
        "role, arn:aws:iam::111122223333:role/ci/deploy, ROLE, deploy, ''",
        "role, arn:aws:sts::111122223333:assumed-role/deploy/i-0aa11bb22cc33dd44, ROLE, deploy, i-0aa11bb22cc33dd44",
        "root, 111122223333, ROOT, root, ''",
        "user, arn:aws:iam::111122223333:root, ROOT, root, ''",
    })
    void in_identity_asIamNamesIt(String kind, String id, Who.Kind expected, String name, String session) {
        Who who = Who.in(Alerts.by(new Identity(kind, id)), List.of(Alerts.scope()))
                .getFirst();

        assertThat(who.kind()).isEqualTo(expected);
        assertThat(who.name()).isEqualTo(name);
        assertThat(who.session()).isEqualTo(session);
    }

    @ParameterizedTest
    @CsvSource({
        "service, ec2.amazonaws.com",
        "kubernetes-user, system:anonymous",
        "user, arn:aws:iam::444455556666:user/alice",
        "role, arn:aws:iam::44445555666:role/deploy",
        "role, arn:aws:iam:role/deploy",
        "role, ARN:aws:sts::111122223333:assumed-role/deploy/s",
        "user, '<script>'",
        "access-key, 'AKIA; drop'",
        "user, ''",
    })
    void in_whatIamDoesNotKnowOrMayNotBeAsked_leftOut(String kind, String id) {
        assertThat(Who.in(Alerts.by(new Identity(kind, id)), List.of(Alerts.scope())))
                .isEmpty();
    }

    @Test
    void in_rootOfTwoAccounts_both() {
        List<Identity> roots = List.of(
                new Identity("root", "arn:aws:iam::111122223333:root"),
                new Identity("root", "arn:aws:iam::444455556666:root"));
        Alert one = Alerts.by(roots.getFirst());
        Alert both = new Alert(
                one.id(),
                one.origin(),
                one.type(),
                one.title(),
                one.severity(),
                one.time(),
                one.account(),
                one.region(),
                List.of(),
                roots,
                List.of(),
                one.request());
        Scope other = new Scope("444455556666", "eu-west-1", Breadth.TOUCHED, List.of());

        assertThat(Who.in(both, List.of(Alerts.scope(), other)))
                .extracting(Who::account)
                .containsExactly("111122223333", "444455556666");
    }

    @Test
    void in_hostsProfile_namedOrKnownOfTheHost_once() {
        String arn = "arn:aws:iam::111122223333:instance-profile/app/web";
        ResourceRef host = Alerts.ref(AwsType.INSTANCE, "i-1", Map.of(AwsType.INSTANCE_PROFILE, arn));
        ResourceRef profile = Alerts.ref(AwsType.INSTANCE_PROFILE, arn);

        assertThat(Who.in(Alerts.naming(host, profile), List.of(Alerts.scope(host, profile))))
                .extracting(Who::kind, Who::name)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Who.Kind.PROFILE, "web"));
    }
}
