package io.lamplighter.aws.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.alert.AwsEvents;
import io.lamplighter.aws.bench.DemoTenant;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.bench.Sqs;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.function.Lamps;
import io.lamplighter.aws.source.Calls;
import io.lamplighter.aws.table.LocalDynamo;
import io.lamplighter.aws.table.TableCreation;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.events.SentCall;
import io.lamplighter.reliability.DeliveriesAtOnce;
import io.lamplighter.shell.BeanParts;
import io.lamplighter.shell.Variables;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The demo's alert.
 *
 * <p>The table is on AWS's DynamoDB Local: moto checks a condition and writes in two steps without a lock, and undoes a
 * failed transaction by putting the whole table back.
 */
class DeliveriesAtOnceIT extends DeliveriesAtOnce {
    private static final List<String> CHANGES = List.of(
            "ec2:CreateFlowLogs",
            "ec2:CreateFlowLogs",
            "route53resolver:AssociateResolverQueryLogConfig",
            "route53resolver:AssociateResolverQueryLogConfig",
            "route53resolver:CreateResolverQueryLogConfig",
            "s3:PutBucketLogging");

    private final Settings settings =
            Settings.from(Map.of(Variables.MODE, "act", Settings.TABLE, "lamplighter-" + UUID.randomUUID()));
    private final Calls calls = new Calls();
    private final DemoTenant tenant = tenant();
    private final JsonNode message = World.json(Sqs.batch(tenant.alert()));

    private DemoTenant tenant() {
        Moto.shared().reset();
        new TableCreation(Moto.shared().clients(settings, LocalDynamo.redirect()), settings).create();
        return DemoTenant.make(Moto.shared().clients(settings), settings);
    }

    @Override
    protected BeanParts function() {
        return new Lamps(Moto.shared().clients(settings, LocalDynamo.redirect(), calls), settings, Clock.systemUTC());
    }

    @Override
    protected List<Message> message(BeanParts function) {
        return function.bean(AwsEvents.class).open(message);
    }

    @Override
    protected String account() {
        return Moto.ACCOUNT;
    }

    @Override
    protected List<String> changes() {
        return CHANGES;
    }

    @Override
    protected List<String> made() {
        return calls.sent().stream()
                .map(SentCall::permission)
                .filter(CHANGES::contains)
                .sorted()
                .toList();
    }

    @Override
    protected Map<String, String> logging() {
        return tenant.settings();
    }
}
