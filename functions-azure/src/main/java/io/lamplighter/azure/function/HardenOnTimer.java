package io.lamplighter.azure.function;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FixedDelayRetry;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.shell.HardenRequest;
import jakarta.inject.Singleton;
import java.util.List;

/** Hardens the function app's own subscription and location on a schedule, which the app's settings give. */
@Singleton
public final class HardenOnTimer {
    private final Running running;

    public HardenOnTimer(Running running) {
        this.running = running;
    }

    @FunctionName("harden-timer")
    @FixedDelayRetry(maxRetryCount = 3, delayInterval = "00:05:00")
    public void run(
            @TimerTrigger(name = "timer", schedule = "%LAMPLIGHTER_HARDEN_SCHEDULE%") String timer,
            ExecutionContext context) {
        Home home = running.lamps().home();
        String request = HardenRequest.of(
                        MissingNode.getInstance(), home.subscription(), home.location(), context.getInvocationId())
                .toString();
        if (!running.respond(List.of(request)).isEmpty()) {
            throw new ComeAgain("not all of it: the log says why");
        }
    }
}
