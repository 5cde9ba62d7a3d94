package io.lamplighter.aws.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.bench.DemoTenant;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.bench.Person;
import io.lamplighter.aws.bench.ResolverFront;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.function.Lamps;
import io.lamplighter.aws.table.TableCreation;
import io.lamplighter.bench.Command;
import io.lamplighter.shell.CommandLineContract;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged command line as a person runs it on AWS. */
class CommandLineEndToEndIT extends CommandLineContract {
    private static final Settings SETTINGS = Settings.from(Map.of());

    private ResolverFront front;
    private DemoTenant tenant;
    private Clients clients;

    @BeforeEach
    void makeTenant() {
        Moto.shared().reset();
        front = new ResolverFront(Moto.shared().endpoint());
        clients = Moto.clients(front.endpoint(), SETTINGS);
        tenant = DemoTenant.make(clients, SETTINGS);
    }

    @AfterEach
    void stop() {
        front.close();
    }

    @Override
    protected Tenant tenant() {
        return new Tenant(
                "aws",
                Moto.ACCOUNT,
                Moto.REGION,
                tenant.alert(),
                "s3://" + DemoTenant.DARK,
                DemoTenant.DARK,
                "s3:PutBucketLogging",
                "aws.s3-access-logs",
                "aws/guardduty-s3.json");
    }

    @Override
    protected Command command(Map<String, String> more, String typed, String... arguments) {
        Map<String, String> environment =
                new HashMap<>(Person.environment(front.endpoint().toString()));
        environment.putAll(more);
        return Person.typing(typed, environment, arguments);
    }

    @Override
    protected Command offline(String typed, String... arguments) {
        return Person.typing(typed, Map.of(), arguments);
    }

    @Override
    protected void makeTable() {
        new Lamps(clients, SETTINGS, Clock.systemUTC())
                .bean(TableCreation.class)
                .create();
    }

    @Override
    protected Map<String, ?> settings() {
        return tenant.settings();
    }

    @Override
    protected Object everything() {
        return List.of(settings(), clients.table().listTables().tableNames());
    }

    @Test
    void coverage_ofTheTenant_saysWhatIsThere() {
        assertThat(lamplighter("coverage").out())
                .containsPattern(DemoTenant.DARK + " +missing +it is not logged")
                .containsPattern(DemoTenant.LIT + " +covered")
                .containsPattern(tenant.vpc() + " +missing +no flow log covers it\n")
                .containsPattern(tenant.otherVpc() + " +missing +fl-[0-9a-f]+ on");
    }

    @Test
    void coverage_noCredentials_isOneSentence() {
        Command said = Person.lamplighter(
                Map.of(
                        "AWS_REGION",
                        Moto.REGION,
                        "AWS_EC2_METADATA_DISABLED",
                        "true",
                        "AWS_CONFIG_FILE",
                        "none",
                        "AWS_SHARED_CREDENTIALS_FILE",
                        "none"),
                "aws",
                "coverage");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err().lines()).singleElement().asString().contains("no AWS credentials were found: sign in");
    }
}
