package io.lamplighter.azure.source.diagnosticsettings;

import static io.lamplighter.azure.source.SettingTenant.LOCATION;
import static io.lamplighter.azure.source.SettingTenant.SUBSCRIPTION;
import static io.lamplighter.azure.source.SettingTenant.WORKSPACE;
import static io.lamplighter.azure.source.SettingTenant.ref;

import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.source.SettingTenant;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Finding;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SentCall;
import io.lamplighter.events.SourceLoop;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Four dark vaults, and one workspace to send their logs to. */
abstract class FourVaults {
    static final String GROUP = "/subscriptions/%s/resourcegroups/shop/providers/".formatted(SUBSCRIPTION);
    static final String LIST = "Microsoft.Insights/diagnosticSettings/read";
    static final String CATEGORIES = "Microsoft.Insights/diagnosticSettingsCategories/read";
    static final String WRITE = "Microsoft.Insights/diagnosticSettings/write";
    static final String DELETE = "Microsoft.Insights/diagnosticSettings/delete";

    final SettingTenant tenant = new SettingTenant();
    final ArmFake arm = tenant.arm;
    SourceLoop loop = tenant.loop(DiagnosticSettings::new, Map.of(Settings.WORKSPACE, WORKSPACE));

    @BeforeEach
    void start() {
        IntStream.range(0, 4).forEach(i -> arm.put(vault(i).id(), LOCATION, Map.of()));
        // From here on the place for logs is known.
        loop.respond(Mode.PROPOSE, touched(vault(3)));
        arm.forgetRequests();
    }

    @AfterEach
    void stop() {
        tenant.close();
    }

    static ResourceRef vault(int i) {
        return ref(AzureType.KEY_VAULT, GROUP + "microsoft.keyvault/vaults/shop" + i, LOCATION);
    }

    static Scope touched(ResourceRef... resources) {
        return new Scope(SUBSCRIPTION, LOCATION, Breadth.TOUCHED, List.of(resources));
    }

    static String settings(ResourceRef target) {
        return target.id() + "/providers/microsoft.insights/diagnosticsettings";
    }

    final List<String> calls() {
        return arm.requests().stream().map(SentCall::permission).toList();
    }

    static <O extends Outcome> List<O> all(Finding finding, Class<O> kind) {
        return finding.outcomes().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
