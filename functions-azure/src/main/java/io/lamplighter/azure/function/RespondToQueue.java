package io.lamplighter.azure.function;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Responds to what had to come again, until it is done; what fails too often the host keeps in the poison queue of the same
 * name (https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue-trigger#poison-messages).
 */
@Singleton
public final class RespondToQueue {
    /** The retry queue, in the function app's own storage. */
    static final String QUEUE = "lamplighter-alerts";

    static final String STORAGE = "AzureWebJobsStorage";

    private final Running running;

    public RespondToQueue(Running running) {
        this.running = running;
    }

    @FunctionName("respond-queue")
    public void run(@QueueTrigger(name = "event", queueName = QUEUE, connection = STORAGE) String event) {
        if (!running.respond(List.of(running.whole(event))).isEmpty()) {
            throw new ComeAgain("not done: the log says why");
        }
    }
}
