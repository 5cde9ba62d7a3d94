package io.lamplighter.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Responds to alerts: an SQS batch, with a partial batch response, or one event by EventBridge or by hand.
 *
 * <p>What has to come again is named in the batch response; with any other trigger the invocation fails, so that Lambda
 * sends it again or to its failure destination.
 */
public final class Respond implements RequestStreamHandler {
    private final Running running = new Running();

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        running.take(running.messages(event, context), answer, context);
    }
}
