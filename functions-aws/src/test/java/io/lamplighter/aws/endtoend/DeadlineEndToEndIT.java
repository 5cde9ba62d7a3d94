package io.lamplighter.aws.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.bench.DemoTenant;
import io.lamplighter.aws.bench.LambdaRuntime;
import io.lamplighter.aws.bench.LambdaRuntime.Answer;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.function.Harden;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53resolver.Route53ResolverClient;

/** What is left of a run that its deadline cut short. */
class DeadlineEndToEndIT {
    /** The function keeps 5 s of it to store and to answer. */
    private static final Duration SHORT = Duration.ofSeconds(10);

    @Test
    void harden_callUnansweredUntilTheDeadline_reportsWhatIsLeftAndTheNextRunDoesIt() {
        CountDownLatch over = new CountDownLatch(1);
        try (World world = new World();
                LambdaRuntime function =
                        world.function(Harden.class, World.log("deadline"), Map.of(Variables.MODE, "act"))) {
            DemoTenant tenant = world.make();
            Route53ResolverClient resolver = world.clients().resolver(Moto.ACCOUNT, Moto.REGION);
            String asked = request("cut-short", tenant.vpc(), tenant.otherVpc(), "s3://" + DemoTenant.DARK);
            // Warm, so that the short time goes to the work and not to the start.
            assertThat(function.invoke(request("warm", "s3://" + DemoTenant.LIT))
                            .error())
                    .isFalse();
            world.front().keepBack("CreateResolverQueryLogConfig", over);

            Answer cut = function.invoke(asked, SHORT);

            assertThat(cut.error()).isTrue();
            assertThat(world.outcomes(asked))
                    .containsExactlyInAnyOrder(
                            "aws.s3-access-logs turned-on " + DemoTenant.DARK,
                            "aws.resolver-query-logs failed " + tenant.vpc() + " " + tenant.otherVpc());
            assertThat(world.document(asked)
                            .at("/unmapped/lamplighter/outcomes")
                            .findValuesAsText("why"))
                    .containsExactly("it was not done before the deadline");
            // It was made, nobody was told, and what should follow it was not started.
            assertThat(resolver.listResolverQueryLogConfigs(b -> {}).resolverQueryLogConfigs())
                    .hasSize(1);
            assertThat(resolver.listResolverQueryLogConfigAssociations(b -> {}).resolverQueryLogConfigAssociations())
                    .isEmpty();

            over.countDown();
            assertThat(function.invoke(asked).error()).isFalse();

            assertThat(world.ledger(asked)).hasSize(4).allMatch(e -> e.state() == LedgerEntry.State.ON);
            assertThat(resolver.listResolverQueryLogConfigs(b -> {}).resolverQueryLogConfigs())
                    .hasSize(1);
            assertThat(resolver.listResolverQueryLogConfigAssociations(b -> {}).resolverQueryLogConfigAssociations())
                    .hasSize(2);
        } finally {
            over.countDown();
        }
    }

    private static String request(String id, String... resources) {
        return Json.write(Map.of(
                "request",
                "harden",
                "id",
                id,
                "account",
                Moto.ACCOUNT,
                "region",
                Moto.REGION,
                "sources",
                List.of("aws.resolver-query-logs", "aws.s3-access-logs"),
                "resources",
                List.of(resources)));
    }
}
