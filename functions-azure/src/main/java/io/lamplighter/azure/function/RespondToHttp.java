package io.lamplighter.azure.function;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.OutputBinding;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.QueueOutput;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Responds to what is posted: a workflow automation, a playbook, an action group, Event Grid as a web hook.
 *
 * <p>Needs the function's key. What has to come again goes to the retry queue and is answered 202.
 */
@Singleton
public final class RespondToHttp {
    private final Running running;

    public RespondToHttp(Running running) {
        this.running = running;
    }

    @FunctionName("respond-http")
    public HttpResponseMessage run(
            @HttpTrigger(
                            name = "request",
                            methods = {HttpMethod.POST, HttpMethod.OPTIONS},
                            authLevel = AuthorizationLevel.FUNCTION,
                            route = "respond")
                    HttpRequestMessage<Optional<String>> request,
            @QueueOutput(name = "again", queueName = RespondToQueue.QUEUE, connection = RespondToQueue.STORAGE)
                    OutputBinding<List<String>> again) {
        Posted posted = Posted.to(running, request);
        again.setValue(posted.again());
        return posted.answer();
    }
}
