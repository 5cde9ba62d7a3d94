package io.lamplighter.azure.function;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FixedDelayRetry;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.shell.HardenRequest;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import jakarta.inject.Singleton;
import java.io.IOException;

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
        boolean all = running.harden(HardenRequest.of(
                MissingNode.getInstance(),
                home.subscription(),
                home.location(),
                Words.or(scheduled(timer), context.getInvocationId())));
        if (!all) {
            throw new ComeAgain("not all of it: the log says why");
        }
    }

    /**
     * The id of what the schedule asks for now, so that a retry, or a host that starts anew in the midst of it, asks for the
     * same; empty where the host keeps no schedule.
     *
     * <p>The host writes down the next time only after a function: what it calls next is now
     * (https://github.com/Azure/azure-webjobs-sdk-extensions/blob/dev/src/WebJobs.Extensions/Extensions/Timers/TimerInfo.cs).
     */
    static String scheduled(String timer) {
        try {
            String time = Words.first(Json.read(timer), "scheduleStatus.next");
            return time.isEmpty() || time.startsWith("0001-") ? "" : "harden-timer " + time;
        } catch (IOException e) {
            return "";
        }
    }
}
