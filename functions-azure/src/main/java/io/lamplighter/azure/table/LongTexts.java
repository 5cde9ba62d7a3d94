package io.lamplighter.azure.table;

import com.azure.core.util.BinaryData;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Ids;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/**
 * Texts too long for a queue's message, which holds 64 KB in base 64
 * (https://learn.microsoft.com/azure/storage/queues/storage-queues-introduction): kept as documents, and named by a short
 * text in their place.
 *
 * <p>The document stays until the container's lifecycle rule takes it: the message may come once more.
 */
@Singleton
@Grants(
        read = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read",
        write = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write")
public final class LongTexts {
    private static final int LONGEST = 48_000;

    /** No event begins so: it would be no JSON. */
    private static final String MARK = "lamplighter-document:";

    private static final String FOLDER = "events/";

    private final Clients clients;

    public LongTexts(Clients clients) {
        this.clients = clients;
    }

    /** The text itself, or a short one that {@link #whole} gives it back for. */
    public String shortened(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return text;
        }
        String name = FOLDER + Ids.of(text);
        clients.documents().getBlobClient(name).upload(BinaryData.fromString(text), true);
        return MARK + name;
    }

    /** What {@link #shortened} was given. */
    public String whole(String text) {
        return text.startsWith(MARK + FOLDER)
                ? clients.documents()
                        .getBlobClient(FOLDER
                                + text.substring((MARK + FOLDER).length()).replaceAll("[^0-9a-f]", ""))
                        .downloadContent()
                        .toString()
                : text;
    }
}
