package io.lamplighter.azure.faults;

import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.function.Lamps;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.events.SentCall;
import io.lamplighter.reliability.DeliveriesAtOnce;
import io.lamplighter.shell.BeanParts;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Two networks, two vaults and the subscription's own log. */
class DeliveriesAtOnceIT extends DeliveriesAtOnce {
    private static final String SETTING = "Microsoft.Insights/diagnosticSettings/write";
    private static final String FLOW_LOG = "Microsoft.Network/networkWatchers/flowLogs/write";

    private final ArmFake arm = new ArmFake();
    private final SmallTenant tenant = SmallTenant.make(arm, 2, 2, Map.of());

    @AfterEach
    void close() {
        arm.close();
    }

    @Override
    protected BeanParts function() {
        return new Lamps(tenant.clients(), tenant.settings(), Clock.systemUTC());
    }

    @Override
    protected List<Message> message(BeanParts function) {
        return SmallTenant.opened(function, tenant.respond());
    }

    @Override
    protected String account() {
        return SmallTenant.SUBSCRIPTION;
    }

    @Override
    protected List<String> changes() {
        return List.of(SETTING, SETTING, SETTING, FLOW_LOG, FLOW_LOG);
    }

    @Override
    protected List<String> made() {
        return arm.requests().stream()
                .map(SentCall::permission)
                .filter(changes()::contains)
                .sorted()
                .toList();
    }

    @Override
    protected Map<String, String> logging() {
        return tenant.logging();
    }
}
