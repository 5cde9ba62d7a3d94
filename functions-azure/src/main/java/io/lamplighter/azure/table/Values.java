package io.lamplighter.azure.table;

import com.azure.core.util.BinaryData;
import com.azure.data.tables.models.TableEntity;
import com.azure.storage.blob.BlobContainerClient;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.events.Ids;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Kept;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * Values as a row holds them, and trees that are too large for it in blobs.
 *
 * <p>A blob is named by what is in it and written before its row: whoever writes it again writes the same, and who has lost
 * the right to write the row has changed nothing that somebody reads.
 */
final class Values {
    /** A text property holds at most 32 K of UTF-16's characters; a tree's own text starts with a bracket. */
    private static final int PROPERTY_CHARS = 32_000;

    private static final String BLOB = "blob:";

    private final Clients clients;
    private final Asked asked;

    Values(Clients clients, Settings settings) {
        this.clients = clients;
        this.asked = new Asked("container", settings);
    }

    static String text(TableEntity row, String name) {
        return row.getProperty(name) instanceof String text ? text : "";
    }

    static int count(TableEntity row, String name) {
        return row.getProperty(name) instanceof Number number ? number.intValue() : 0;
    }

    /** The moment that was written as ISO 8601; the epoch where there is none. */
    static Instant moment(TableEntity row, String name) {
        String text = text(row, name);
        return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    }

    /** The value for a tree of this finding: its JSON, or where its blob is. */
    String kept(String findingId, Object tree) {
        String json = Kept.json(tree);
        if (json.length() <= PROPERTY_CHARS) {
            return json;
        }
        String blob = "%s/%s.json".formatted(Key.of(findingId), Ids.of(json));
        asked.of(() -> {
            client().getBlobClient(blob).upload(BinaryData.fromString(json), true);
            return true;
        });
        return BLOB + blob;
    }

    JsonNode json(TableEntity row, String name) {
        String value = text(row, name);
        String json = value.startsWith(BLOB)
                ? asked.of(() -> client().getBlobClient(value.substring(BLOB.length()))
                        .downloadContent()
                        .toString())
                : value;
        try {
            return Json.read(json);
        } catch (IOException e) {
            throw new UncheckedIOException("the property %s of the central table is damaged".formatted(name), e);
        }
    }

    private BlobContainerClient client() {
        return clients.documents();
    }
}
