package io.lamplighter.aws.scope;

import static io.lamplighter.aws.scope.Alerts.by;
import static io.lamplighter.aws.scope.Alerts.harden;
import static io.lamplighter.aws.scope.Alerts.naming;
import static io.lamplighter.aws.scope.Alerts.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Alert;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Identity;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.Scoper.Scoped;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedScopesTest {
    private static final String OTHER = "444455556666";

    @Test
    void of_resourcesOfTwoAccountsAndRegions_oneScopeForEach() {
        ResourceRef here = ref(AwsType.INSTANCE, "i-0aa11bb22cc33dd44");
        ResourceRef there = new ResourceRef(AwsType.VPC, "vpc-0aa11bb22cc33dd44", OTHER, "us-east-2");

        Scoped scoped = NamedScopes.of(naming(here, there));

        assertThat(scoped.scopes())
                .containsExactly(
                        new Scope("111122223333", "eu-west-1", Breadth.TOUCHED, List.of(here)),
                        new Scope(OTHER, "us-east-2", Breadth.TOUCHED, List.of(there)));
        assertThat(scoped.notes()).isEmpty();
    }

    @Test
    void of_sameResourceNamedTwice_onceWithAllThatIsKnown() {
        ResourceRef first = ref(AwsType.NETWORK_INTERFACE, "eni-1", Map.of(AwsType.SUBNET, "subnet-1"));
        ResourceRef second = ref(AwsType.NETWORK_INTERFACE, "eni-1", Map.of(AwsType.VPC, "vpc-1"));

        Scope scope = NamedScopes.of(naming(first, second)).scopes().getFirst();

        assertThat(scope.resources())
                .containsExactly(ref(
                        AwsType.NETWORK_INTERFACE, "eni-1", Map.of(AwsType.SUBNET, "subnet-1", AwsType.VPC, "vpc-1")));
    }

    @Test
    void of_bucketWhoseRegionNobodyNamed_takenToBeInTheAlerts() {
        ResourceRef bucket = new ResourceRef(AwsType.BUCKET, "b", "111122223333", "");

        assertThat(NamedScopes.of(naming(bucket)).scopes())
                .extracting(Scope::region)
                .containsExactly("eu-west-1");
    }

    @ParameterizedTest
    @CsvSource({
        "111122223333, evil.example/x",
        "111122223333, eu-west-1.evil",
        "11112222333, eu-west-1",
        "'111122223333\n', eu-west-1"
    })
    void of_placeThatCanNotBe_leftOutAndSaid(String account, String region) {
        ResourceRef bad = new ResourceRef(AwsType.VPC, "vpc-1", account, region);
        ResourceRef good = ref(AwsType.VPC, "vpc-2");

        Scoped scoped = NamedScopes.of(naming(bad, good));

        assertThat(scoped.scopes()).containsExactly(Alerts.scope(good));
        assertThat(scoped.notes()).singleElement().asString().contains("left out");
    }

    @Test
    void of_identityAlone_anEmptyScopeWhereTheAlertWasRaised() {
        assertThat(NamedScopes.of(by(new Identity("access-key", "AKIAIOSFODNN7EXAMPLE")))
                        .scopes())
                .containsExactly(Alerts.scope());
    }

    @Test
    void of_resourcesElsewhereAndNoIdentity_noScopeOfTheRaisingAccount() {
        ResourceRef there = new ResourceRef(AwsType.VPC, "vpc-1", OTHER, "eu-west-1");

        assertThat(NamedScopes.of(naming(there)).scopes())
                .extracting(Scope::account)
                .containsExactly(OTHER);
    }

    @Test
    void of_clusterAndDatabaseWithTheirVpc_theVpcIsAResourceOnce() {
        ResourceRef cluster = ref(AwsType.EKS_CLUSTER, "prod", Map.of(AwsType.VPC, "vpc-1"));
        ResourceRef database = ref(AwsType.DB_INSTANCE, "orders", Map.of(AwsType.VPC, "vpc-1"));

        assertThat(NamedScopes.of(naming(cluster, database)).scopes().getFirst().of(AwsType.VPC))
                .containsExactly(ref(AwsType.VPC, "vpc-1"));
    }

    @Test
    void of_interfaceInSharedVpc_vpcGoesToItsOwnerAndIsShownBesideTheInterface() {
        ResourceRef eni = ref(AwsType.NETWORK_INTERFACE, "eni-1", Map.of(AwsType.VPC, "vpc-1"));
        ResourceRef shared = new ResourceRef(AwsType.VPC, "vpc-1", OTHER, "eu-west-1");

        assertThat(NamedScopes.of(naming(eni, shared)).scopes())
                .containsExactly(
                        Alerts.scope(eni, shared), new Scope(OTHER, "eu-west-1", Breadth.TOUCHED, List.of(shared)));
    }

    @Test
    void of_instanceWithoutInterfaces_itsSubnetOrVpcStandsForThem() {
        ResourceRef placed = ref(AwsType.INSTANCE, "i-1", Map.of(AwsType.VPC, "vpc-1", AwsType.SUBNET, "subnet-1"));
        ResourceRef inVpc = ref(AwsType.INSTANCE, "i-2", Map.of(AwsType.VPC, "vpc-2"));
        ResourceRef nowhere = ref(AwsType.INSTANCE, "i-3");

        Scope scope = NamedScopes.of(naming(placed, inVpc, nowhere)).scopes().getFirst();

        assertThat(scope.of(AwsType.SUBNET))
                .containsExactly(ref(AwsType.SUBNET, "subnet-1", Map.of(AwsType.VPC, "vpc-1")));
        assertThat(scope.of(AwsType.VPC)).containsExactly(ref(AwsType.VPC, "vpc-2"));
    }

    @Test
    void of_hardenWithoutResources_everythingInEachRegion() {
        assertThat(NamedScopes.of(harden(List.of("eu-west-1", "us-east-1"))).scopes())
                .containsExactly(
                        new Scope("111122223333", "eu-west-1", Breadth.ALL, List.of()),
                        new Scope("111122223333", "us-east-1", Breadth.ALL, List.of()));
    }

    @Test
    void of_hardenWithoutRegions_theAlertsOwn() {
        assertThat(NamedScopes.of(harden(List.of())).scopes())
                .containsExactly(new Scope("111122223333", "eu-west-1", Breadth.ALL, List.of()));
    }

    @Test
    void of_hardenOfListedResources_onlyThose() {
        ResourceRef bucket = ref(AwsType.BUCKET, "b");

        assertThat(NamedScopes.of(harden(List.of("us-east-1"), bucket)).scopes())
                .containsExactly(new Scope("111122223333", "eu-west-1", Breadth.ALL, List.of(bucket)));
    }

    @Test
    void of_hardenOfAnAccount_everythingInIt() {
        ResourceRef account = new ResourceRef(AwsType.ACCOUNT, OTHER, OTHER, "");

        assertThat(NamedScopes.of(harden(List.of("us-east-1"), account)).scopes())
                .containsExactly(new Scope(OTHER, "us-east-1", Breadth.ALL, List.of()));
    }

    @Test
    void of_hardenWhoseResourcesAreAllDropped_nothingAndNeverTheWholeAccount() {
        ResourceRef bad = new ResourceRef(AwsType.VPC, "vpc-1", "111122223333", "eu-c3ntral-1");

        Scoped scoped = NamedScopes.of(harden(List.of("eu-west-1"), bad));

        assertThat(scoped.scopes()).isEmpty();
        assertThat(scoped.notes()).hasSize(2).last().asString().contains("nothing is left");
    }

    @Test
    void of_hardenOfIdentities_neverTheWholeAccount() {
        Alert hardens = harden(List.of("eu-west-1"), new ResourceRef(AwsType.VPC, "vpc-1", OTHER, "eu-west-1"));
        Identity who = new Identity("user", "bob");

        assertThat(NamedScopes.of(Alerts.with(hardens, who)).scopes())
                .extracting(Scope::account)
                .containsExactly(OTHER);
        assertThat(NamedScopes.of(Alerts.with(harden(List.of("eu-west-1")), who))
                        .scopes())
                .isEmpty();
    }
}
