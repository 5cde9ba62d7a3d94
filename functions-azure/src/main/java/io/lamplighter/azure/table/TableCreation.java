package io.lamplighter.azure.table;

import com.azure.data.tables.models.TableServiceException;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import jakarta.inject.Singleton;

/** Makes the central table and its container where no stack does: for the demo and for tests. */
@Singleton
public final class TableCreation {
    private final Clients clients;

    public TableCreation(Clients clients) {
        this.clients = clients;
    }

    /** Makes both, unless they are there. */
    public void create() {
        try {
            clients.table().createTable();
        } catch (TableServiceException e) {
            // It is there, or somebody is just making it.
            if (!AzureFailures.code(e).equals("TableAlreadyExists")) {
                throw e;
            }
        }
        clients.documents().createIfNotExists();
    }
}
