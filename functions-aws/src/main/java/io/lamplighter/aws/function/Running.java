package io.lamplighter.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import io.lamplighter.aws.alert.AwsEvents;
import io.lamplighter.aws.clients.Caller;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Home;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.events.Deadline;
import io.lamplighter.events.Intake;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.events.Parsed;
import io.lamplighter.shell.Beans;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.OutcomeLog;
import io.micronaut.context.BeanContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * What a function keeps between its invocations: put together at the first one, since only an invocation tells the
 * account that it runs in, and then kept warm.
 *
 * <p>The settings are read at the start, so that a wrong one stops it with its sentence before an event is taken.
 */
final class Running {
    /** What storing the finding and answering takes, at most. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /** Stands in until an event tells the account: these clients are built for their classes, and call nobody. */
    private static final Home NOBODY = new Home("000000000000", "us-east-1");

    private final Settings settings;
    private final Clock clock;
    private final BeanContext beans;
    private @Nullable Lamps lamps;

    Running() {
        this.settings = Settings.from(System.getenv());
        this.clock = Clock.systemUTC();
        // At its start a function has more processor than at its first event, and SnapStart keeps what was done then.
        try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
            beside.execute(() -> new Clients(NOBODY, settings).prepare());
            this.beans = new Beans().start();
        }
    }

    synchronized Lamps lamps(Context context) {
        if (lamps == null) {
            lamps = new Lamps(
                    beans, new Clients(Caller.ofFunction(context.getInvokedFunctionArn()), settings), settings, clock);
        }
        return lamps;
    }

    /** Opens what was delivered; what is not JSON is one rejected message. */
    List<Message> messages(InputStream event, Context context) throws IOException {
        String text = new String(event.readAllBytes(), StandardCharsets.UTF_8);
        try {
            return lamps(context).bean(AwsEvents.class).open(Json.read(text));
        } catch (IOException e) {
            return List.of(new Message("", List.of(new Parsed.Rejected(String.valueOf(e.getMessage())))));
        }
    }

    /** Responds to every message, logs how each ended, and answers. */
    void take(List<Message> messages, OutputStream answer, Context context) throws IOException {
        List<Intake.Answer> answers;
        try {
            answers = lamps(context).intake(new OutcomeLog()).take(messages, deadline(context));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ComeAgain("told to stop");
        }
        answers.forEach(OutcomeLog::answered);
        String failure = Replies.failure(answers);
        if (!failure.isEmpty()) {
            throw new ComeAgain(failure);
        }
        answer.write(Replies.text(answers).getBytes(StandardCharsets.UTF_8));
    }

    private Deadline deadline(Context context) {
        return new Deadline(
                clock.instant().plusMillis(context.getRemainingTimeInMillis()).minus(MARGIN), clock);
    }
}
