package io.lamplighter.azure.function;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Hardens as a person asks: the first post is answered with the plan, and only a second one that names that plan carries it
 * out.
 *
 * <p>The body is a manual request's; with {@code "apply": "PLAN"} added it is carried out if the plan is still the same, and
 * answered 409 with the new one if it is not. Needs the function's key.
 */
@Singleton
public final class HardenByHttp {
    private final Running running;

    public HardenByHttp(Running running) {
        this.running = running;
    }

    @FunctionName("harden-http")
    public HttpResponseMessage run(
            @HttpTrigger(
                            name = "request",
                            methods = HttpMethod.POST,
                            authLevel = AuthorizationLevel.FUNCTION,
                            route = "harden")
                    HttpRequestMessage<Optional<String>> request,
            ExecutionContext context) {
        Planned.Answer answer = new Planned(running).to(request.getBody().orElse(""), context.getInvocationId());
        return request.createResponseBuilder(answer.status())
                .header("Content-Type", "application/json")
                .body(answer.body())
                .build();
    }
}
