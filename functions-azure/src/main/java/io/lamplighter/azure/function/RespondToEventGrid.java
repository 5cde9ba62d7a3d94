package io.lamplighter.azure.function;

import com.microsoft.azure.functions.OutputBinding;
import com.microsoft.azure.functions.annotation.EventGridTrigger;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueOutput;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Responds to an Event Grid event, in either schema; the host answers the validation handshake.
 *
 * <p>What has to come again goes to the retry queue: Event Grid would hold back new events after some failures (handbook C7).
 */
@Singleton
public final class RespondToEventGrid {
    private final Running running;

    public RespondToEventGrid(Running running) {
        this.running = running;
    }

    @FunctionName("respond-event-grid")
    public void run(
            @EventGridTrigger(name = "event") String event,
            @QueueOutput(name = "again", queueName = RespondToQueue.QUEUE, connection = RespondToQueue.STORAGE)
                    OutputBinding<List<String>> again) {
        again.setValue(running.respond(List.of(event)));
    }
}
