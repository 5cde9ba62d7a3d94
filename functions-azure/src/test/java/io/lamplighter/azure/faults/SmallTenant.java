package io.lamplighter.azure.faults;

import com.azure.core.http.policy.HttpPipelinePolicy;
import io.lamplighter.azure.alert.AzureEvents;
import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.bench.Azurite;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.source.activitylog.ActivityLog;
import io.lamplighter.azure.source.diagnosticsettings.DiagnosticSettings;
import io.lamplighter.azure.source.vnetflowlogs.VnetFlowLogs;
import io.lamplighter.azure.table.TableCreation;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.reliability.Traces;
import io.lamplighter.shell.BeanParts;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Variables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A subscription with some dark networks and vaults, an evidence store and a table of its own, made and read past every
 * fault.
 *
 * @param networks their ids, in the order of the alphabet
 * @param vaults the same
 */
record SmallTenant(ArmFake arm, Settings settings, List<String> networks, List<String> vaults) {
    static final String SUBSCRIPTION = "33333333-4444-5555-6666-777777777777";
    static final String LOCATION = "westeurope";
    static final String ACCOUNT = "/subscriptions/" + SUBSCRIPTION;

    private static final String SHOP = ACCOUNT + "/resourcegroups/shop/providers/";
    private static final String WATCHER = ACCOUNT
            + "/resourcegroups/networkwatcherrg/providers/microsoft.network/networkwatchers/networkwatcher_westeurope";
    private static final String STORE =
            ACCOUNT + "/resourcegroups/logs/providers/microsoft.storage/storageaccounts/evidenceweu";

    static SmallTenant make(ArmFake arm, int networks, int vaults, Map<String, String> variables) {
        arm.clear();
        arm.put(ACCOUNT, Map.of("displayName", "Shop", "state", "Enabled"));
        arm.put(WATCHER, LOCATION, Map.of("provisioningState", "Succeeded"));
        arm.put(
                STORE,
                Map.of(
                        "location",
                        LOCATION,
                        "kind",
                        "StorageV2",
                        "sku",
                        Map.of("name", "Standard_LRS"),
                        "properties",
                        Map.of()));
        SmallTenant tenant = new SmallTenant(
                arm,
                settings(arm, variables),
                ids("microsoft.network/virtualnetworks/net-%02d", networks),
                ids("microsoft.keyvault/vaults/vault-%02d", vaults));
        tenant.networks.forEach(n -> {
            arm.put(n, LOCATION, Map.of("subnets", List.of()));
            // It would be a second kind of log on the same network.
            arm.offerNothing(n);
        });
        tenant.vaults.forEach(v -> arm.put(v, LOCATION, Map.of()));
        new TableCreation(tenant.clients()).create();
        return tenant;
    }

    private static Settings settings(ArmFake arm, Map<String, String> variables) {
        Map<String, String> all = new TreeMap<>(variables);
        all.put(Settings.STORAGE, Azurite.shared().connectionString());
        all.put(Settings.TABLE, "t" + UUID.randomUUID().toString().replace("-", ""));
        all.put(Settings.EVIDENCE_STORES, STORE);
        all.put(Variables.MODE, "act");
        return arm.settings(all);
    }

    private static List<String> ids(String form, int many) {
        return IntStream.range(0, many).mapToObj(i -> SHOP + form.formatted(i)).toList();
    }

    /** Real clients, and what is between them and the wire. */
    Clients clients(HttpPipelinePolicy... policies) {
        return arm.clients(new Home(SUBSCRIPTION, LOCATION), settings, policies);
    }

    /** A message that asks to respond around all of it. */
    String respond() {
        return message(
                "respond",
                "INC-7",
                Map.of(
                        "resources",
                        Stream.of(networks, vaults, List.of(ACCOUNT))
                                .flatMap(List::stream)
                                .toList()));
    }

    /** A message that asks to harden the subscription. */
    static String harden(String... sources) {
        return message("harden", "INC-8", Map.of("sources", List.of(sources)));
    }

    static String message(String request, String id, Map<String, Object> more) {
        Map<String, Object> all = new TreeMap<>(more);
        all.put("request", request);
        all.put("id", id);
        all.put("account", SUBSCRIPTION);
        all.put("region", LOCATION);
        return Json.write(all);
    }

    /** A message as a function reads it. */
    static List<Message> opened(BeanParts function, String message) {
        return function.bean(AzureEvents.class).open(Json.tree(message));
    }

    /** Every log setting as it is, as JSON text. */
    Map<String, String> logging() {
        Map<String, String> logging = new TreeMap<>();
        arm.world().forEach((id, body) -> {
            if (id.contains("/diagnosticsettings/") || id.contains("/flowlogs/")) {
                logging.put(id, Json.write(body));
            }
        });
        return logging;
    }

    /** What is lit for each source, sorted; what is lit twice is there twice. */
    Map<String, List<String>> lit() {
        Map<String, List<String>> lit = new TreeMap<>();
        arm.world().forEach((id, body) -> {
            int setting = id.indexOf("/providers/microsoft.insights/diagnosticsettings/");
            if (setting >= 0) {
                String target = id.substring(0, setting);
                add(lit, target.equals(ACCOUNT) ? ActivityLog.ID : DiagnosticSettings.ID, target);
            } else if (id.contains("/flowlogs/")) {
                add(lit, VnetFlowLogs.ID, Json.text(Json.tree(body), "properties.targetResourceId"));
            }
        });
        lit.values().forEach(Collections::sort);
        return lit;
    }

    private static void add(Map<String, List<String>> lit, String source, String target) {
        lit.computeIfAbsent(source, s -> new ArrayList<>()).add(target);
    }

    /** All that is there, as JSON text, so that what is undone is as it was to the letter. */
    Traces traces(List<LedgerEntry> entries) {
        List<String> world = new ArrayList<>();
        arm.world().forEach((id, body) -> world.add(id + ": " + Json.write(body)));
        return Traces.of(world, List.copyOf(logging().keySet()), entries, LedgerEntry::made, Map.of());
    }
}
