package io.lamplighter.azure.docs;

import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.bench.Azurite;
import io.lamplighter.azure.bench.DemoAlert;
import io.lamplighter.azure.bench.DemoTenant;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.function.Lamps;
import io.lamplighter.azure.table.TableCreation;
import io.lamplighter.bench.Readme;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The README's Azure commands. */
class ReadmeIT extends Readme {
    private final ArmFake arm = new ArmFake();

    @AfterEach
    void stop() {
        arm.close();
    }

    @Override
    protected Tenant tenant() {
        DemoTenant.make(arm);
        Map<String, String> environment = DemoTenant.environment(arm, Azurite.shared(), "readme");
        Settings settings = Settings.from(environment);
        new Lamps(
                        arm.clients(new Home(DemoTenant.SUBSCRIPTION, DemoTenant.LOCATION), settings),
                        settings,
                        Clock.systemUTC())
                .bean(TableCreation.class)
                .create();
        return new Tenant("azure", DemoAlert.text(), environment);
    }
}
