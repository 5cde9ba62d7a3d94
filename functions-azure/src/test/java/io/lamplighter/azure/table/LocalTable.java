package io.lamplighter.azure.table;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.lamplighter.azure.bench.Azurite;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.azure.clients.Settings;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The central table on Azurite; every table has a name of its own. */
public final class LocalTable {
    /** Nobody asks for a token to reach an emulator. */
    private static final TokenCredential NONE =
            request -> Mono.error(new IllegalStateException("a token was asked for: " + request.getScopes()));

    private LocalTable() {}

    /** Settings that name a table which is not there yet. */
    public static Settings settings() {
        return settings(Azurite.shared().connectionString());
    }

    static Settings settings(String connection) {
        String table = "t" + UUID.randomUUID().toString().replace("-", "");
        return Settings.from(Map.of(Settings.STORAGE, connection, Settings.TABLE, table));
    }

    /** Clients of that table; the policies see what goes out. */
    static Clients clients(Settings settings, HttpPipelinePolicy... policies) {
        return new Clients(new Home("11111111-2222-3333-4444-555555555555", "westeurope"), settings, NONE, policies);
    }
}
