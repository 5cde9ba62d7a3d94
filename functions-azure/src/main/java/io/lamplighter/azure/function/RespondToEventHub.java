package io.lamplighter.azure.function;

import com.microsoft.azure.functions.OutputBinding;
import com.microsoft.azure.functions.annotation.Cardinality;
import com.microsoft.azure.functions.annotation.EventHubTrigger;
import com.microsoft.azure.functions.annotation.ExponentialBackoffRetry;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueOutput;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Responds to a batch of an event hub, as Defender for Cloud's continuous export and the Activity log's export fill it.
 *
 * <p>A batch is one checkpoint: what has to come again goes to the retry queue, so that it holds up and loses no other. The
 * host checkpoints a batch whose function threw, too, once its retries are over, so that they never are: without storage or
 * with a wrong setting the hub waits, and nothing of it is lost
 * (https://learn.microsoft.com/azure/azure-functions/functions-bindings-error-pages#retry-policies).
 */
@Singleton
public final class RespondToEventHub {
    private final Running running;

    public RespondToEventHub(Running running) {
        this.running = running;
    }

    @FunctionName("respond-event-hub")
    @ExponentialBackoffRetry(maxRetryCount = -1, minimumInterval = "00:00:10", maximumInterval = "00:05:00")
    public void run(
            @EventHubTrigger(
                            name = "events",
                            eventHubName = "%LAMPLIGHTER_ALERT_HUB%",
                            connection = "LAMPLIGHTER_ALERT_HUB_CONNECTION",
                            consumerGroup = "%LAMPLIGHTER_ALERT_HUB_GROUP%",
                            cardinality = Cardinality.MANY)
                    List<String> events,
            @QueueOutput(name = "again", queueName = RespondToQueue.QUEUE, connection = RespondToQueue.STORAGE)
                    OutputBinding<List<String>> again) {
        again.setValue(running.respond(events));
    }
}
