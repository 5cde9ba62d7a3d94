package io.lamplighter.azure.bench;

import io.lamplighter.shell.Json;
import java.util.List;
import java.util.Map;

/** An alert of Defender for Cloud as continuous export writes it to an event hub. */
public final class DemoAlert {
    private DemoAlert() {}

    public static String text() {
        return Json.write(Map.ofEntries(
                Map.entry("VendorName", "Microsoft"),
                Map.entry("ProductName", "Microsoft Defender for Cloud"),
                Map.entry("AlertType", "VM_SuspiciousCredentialAccess"),
                Map.entry("SystemAlertId", "2518000000000000000_7b0c4a5e-1111-4222-8333-944455566677"),
                Map.entry("AlertDisplayName", "A machine's identity was used to read secrets from a strange address"),
                Map.entry(
                        "Description",
                        "The managed identity of web-1 read a vault and a storage account from outside."),
                Map.entry("Severity", "High"),
                Map.entry("Status", "New"),
                Map.entry("Intent", "CredentialAccess"),
                Map.entry("TimeGenerated", "2026-11-20T08:30:41Z"),
                Map.entry("StartTimeUtc", "2026-11-20T08:10:00Z"),
                Map.entry("EndTimeUtc", "2026-11-20T08:29:00Z"),
                Map.entry("CompromisedEntity", DemoTenant.MACHINE),
                Map.entry(
                        "ResourceIdentifiers",
                        List.of(DemoTenant.MACHINE, DemoTenant.VAULT, DemoTenant.DARK, DemoTenant.LOGGED).stream()
                                .map(id -> Map.of("$id", id, "AzureResourceId", id, "Type", "AzureResource"))
                                .toList()),
                Map.entry(
                        "Entities",
                        List.of(
                                Map.of("$id", "5", "Address", "198.51.100.23", "Type", "ip"),
                                Map.of("$id", "6", "AadUserId", DemoTenant.PRINCIPAL, "Type", "account"))),
                Map.entry("AzureResourceId", DemoTenant.MACHINE),
                Map.entry("AzureResourceSubscriptionId", DemoTenant.SUBSCRIPTION)));
    }
}
