package io.lamplighter.azure.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is refused of diagnostic settings, by plain HTTP: so that no client's own check comes before. */
class DiagnosticSettingsTest {
    private static final String SUBSCRIPTION = "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590";
    private static final String GROUP = SUBSCRIPTION + "/resourceGroups/web/providers/";
    private static final String VAULT = GROUP + "Microsoft.KeyVault/vaults/keys";
    private static final String STORE = GROUP + "Microsoft.Storage/storageAccounts/evidence";
    private static final String OTHER_STORE = GROUP + "Microsoft.Storage/storageAccounts/archive";
    private static final String FAR_STORE = GROUP + "Microsoft.Storage/storageAccounts/far";
    private static final String ALL = "{\"categoryGroup\":\"allLogs\",\"enabled\":true}";
    private static final String AUDIT = "{\"category\":\"AuditEvent\",\"enabled\":true}";

    private final ArmFake arm = new ArmFake();

    @BeforeEach
    void seed() {
        arm.put(SUBSCRIPTION, Map.of());
        arm.put(VAULT, "westeurope", Map.of());
        arm.put(STORE, "westeurope", Map.of());
        arm.put(OTHER_STORE, "westeurope", Map.of());
        arm.put(FAR_STORE, "northeurope", Map.of());
    }

    @AfterEach
    void close() {
        arm.close();
    }

    private String answer(String method, String path, String body) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create(arm.endpoint() + path.substring(1) + "?api-version=2021-05-01-preview");
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(uri)
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }

    private String put(String resource, String name, String sink, String... logs)
            throws IOException, InterruptedException {
        return answer(
                "PUT",
                resource + "/providers/Microsoft.Insights/diagnosticSettings/" + name,
                "{\"properties\":{\"storageAccountId\":\"%s\",\"logs\":[%s]}}".formatted(sink, String.join(",", logs)));
    }

    @Test
    void put_group_isListedAndReplacedByTheNext() throws IOException, InterruptedException {
        assertThat(put(VAULT, "ours", STORE, ALL)).startsWith("200");
        assertThat(put(VAULT, "ours", OTHER_STORE, AUDIT)).startsWith("200");
        assertThat(answer("GET", VAULT + "/providers/microsoft.insights/diagnosticSettings", ""))
                .contains("archive", "AuditEvent")
                .doesNotContain("allLogs");
    }

    @Test
    void put_sixth_isRefused() throws IOException, InterruptedException {
        for (int i = 0; i < 5; i++) {
            String store = GROUP + "Microsoft.Storage/storageAccounts/s" + i;
            arm.put(store, "westeurope", Map.of());
            assertThat(put(VAULT, "s" + i, store, AUDIT)).startsWith("200");
        }
        assertThat(put(VAULT, "s5", STORE, AUDIT)).startsWith("400").contains("limit of 5");
    }

    @Test
    void put_sameSinkAndCategoryTwice_isAConflict() throws IOException, InterruptedException {
        put(VAULT, "theirs", STORE, ALL);
        assertThat(put(VAULT, "ours", STORE, AUDIT)).startsWith("409").contains("is already used in", "'theirs'");
        assertThat(put(VAULT, "ours", OTHER_STORE, AUDIT)).startsWith("200");
    }

    @Test
    void put_categoryAndGroup_isRefused() throws IOException, InterruptedException {
        assertThat(put(VAULT, "ours", STORE, AUDIT, ALL)).startsWith("400");
    }

    @Test
    void put_categoryThatIsNotOffered_isRefused() throws IOException, InterruptedException {
        assertThat(put(VAULT, "ours", STORE, "{\"category\":\"StorageRead\",\"enabled\":true}"))
                .startsWith("400")
                .contains("StorageRead");
        assertThat(put(STORE + "/blobServices/default", "ours", OTHER_STORE, ALL))
                .as("storage has no groups")
                .startsWith("400");
        assertThat(put(SUBSCRIPTION, "ours", STORE, ALL))
                .as("nor has the Activity log")
                .startsWith("400");
    }

    @Test
    void put_storeOfAnotherLocation_isRefusedButForASubscription() throws IOException, InterruptedException {
        assertThat(put(VAULT, "ours", FAR_STORE, AUDIT)).startsWith("400").contains("northeurope");
        assertThat(put(SUBSCRIPTION, "ours", FAR_STORE, "{\"category\":\"Security\",\"enabled\":true}"))
                .startsWith("200");
    }

    @Test
    void put_serviceOfAStorageAccount_needsTheAccountAlone() throws IOException, InterruptedException {
        String log = "{\"category\":\"StorageRead\",\"enabled\":true}";
        assertThat(put(STORE + "/blobServices/default", "ours", OTHER_STORE, log))
                .startsWith("200");
        arm.remove(STORE);
        assertThat(put(STORE + "/blobServices/default", "ours", OTHER_STORE, log))
                .startsWith("404");
    }

    @Test
    void put_typeWithoutCategories_isRefused() throws IOException, InterruptedException {
        assertThat(put(STORE, "ours", OTHER_STORE, ALL)).startsWith("400").contains("ResourceTypeNotSupported");
    }

    @Test
    void categories_offered_areListedWithTheirGroupsAndMetrics() throws IOException, InterruptedException {
        arm.offer("Microsoft.KeyVault/vaults", Set.of("allLogs"), "NewLog");
        assertThat(answer("GET", VAULT + "/providers/microsoft.insights/diagnosticSettingsCategories", ""))
                .contains("AuditEvent", "NewLog", "AllMetrics", "[\"allLogs\",\"audit\"]");
    }

    @Test
    void tenant_settings_areItsOwn() throws IOException, InterruptedException {
        String path = "/providers/microsoft.aadiam/diagnosticSettings";
        String body =
                "{\"properties\":{\"storageAccountId\":\"%s\",\"logs\":[{\"category\":\"AuditLogs\",\"enabled\":true}]}}"
                        .formatted(FAR_STORE);
        assertThat(answer("PUT", path + "/ours", body)).startsWith("200");
        assertThat(answer("GET", path, "")).contains("AuditLogs");
        assertThat(answer("GET", path + "Categories", ""))
                .contains("SignInLogs")
                .doesNotContain("AllMetrics");
        assertThat(answer("DELETE", path + "/ours", "")).startsWith("200");
        assertThat(answer("DELETE", path + "/ours", "")).startsWith("204");
    }
}
