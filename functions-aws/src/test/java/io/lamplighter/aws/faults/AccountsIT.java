package io.lamplighter.aws.faults;

import static io.lamplighter.aws.faults.BrokenAws.FLOW_LOGS;
import static io.lamplighter.aws.faults.BrokenAws.QUERY_LOGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.events.Failure.Kind;
import io.lamplighter.reliability.Delivered;
import io.lamplighter.reliability.Faults;
import io.lamplighter.shell.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An account that cannot be entered is said once, and costs no other. */
class AccountsIT extends Faults<BrokenAws> {
    private static final String OTHER = "222233334444";

    @Override
    protected BrokenAws broken() {
        return BrokenAws.usual();
    }

    @Test
    void respond_oneOfTwoAccountsHasNoRole_isSaidOnceAndTheOwnIsDone() throws Exception {
        use(new BrokenAws(
                Settings.from(Map.of(
                        Variables.MODE, "act",
                        Variables.REACH, "accounts=*",
                        Settings.MEMBER_ROLE, "lamplighter-member",
                        Settings.EXTERNAL_ID, "an-external-id")),
                2));
        cloud().proxy().always(Call.query("AssumeRole"), Answer.assumeRoleDenied());
        List<Object> resources = new ArrayList<>(cloud().tenant().vpcs());
        resources.add(Map.of(
                "kind", "AWS::EC2::VPC", "id", "vpc-0123456789abcdef0", "account", OTHER, "region", Moto.REGION));
        resources.add(Map.of("kind", "AWS::S3::Bucket", "id", "their-bucket", "account", OTHER, "region", Moto.REGION));

        String message = SmallTenant.message(Map.of(
                "request",
                "respond",
                "id",
                "INC-9",
                "account",
                Moto.ACCOUNT,
                "region",
                Moto.REGION,
                "resources",
                resources));

        Delivered delivered = deliver(f -> SmallTenant.opened(f, message));

        assertThat(delivered.onlyFailure("account", Kind.DENIED, List.of()).why())
                .isEqualTo(
                        "the role lamplighter-member in account %s could not be assumed: deploy the member role there, "
                                        .formatted(OTHER)
                                + "trusting account %s with our external id".formatted(Moto.ACCOUNT));
        assertThat(delivered.turnedOn(FLOW_LOGS)).isEqualTo(cloud().tenant().vpcs());
        assertThat(delivered.turnedOn(QUERY_LOGS)).isEqualTo(cloud().tenant().vpcs());
        assertThat(cloud().tenant().flowLogged()).isEqualTo(cloud().tenant().vpcs());
    }
}
