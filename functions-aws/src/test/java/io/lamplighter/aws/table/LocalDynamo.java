package io.lamplighter.aws.table;

import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Home;
import io.lamplighter.aws.clients.Settings;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.dynamodb.services.local.main.ServerRunner;

/** AWS's own DynamoDB Local, in this JVM and in memory, started once; every table has a name of its own. */
public final class LocalDynamo {
    private static final int PORT = start();

    private LocalDynamo() {}

    private static int start() {
        try {
            int port = freePort();
            ServerRunner.createServerFromCommandLineArgs(
                            new String[] {"-inMemory", "-disableTelemetry", "-port", Integer.toString(port)})
                    .start();
            return port;
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local did not start", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** Settings that name a table which is not there yet. */
    static Settings settings() {
        return Settings.from(Map.of(Settings.TABLE, "lamplighter-" + UUID.randomUUID()));
    }

    /** Clients that reach DynamoDB Local; the interceptors hear what really goes out. */
    static Clients clients(Settings settings, ExecutionInterceptor... interceptors) {
        return new Clients(
                new Home("111122223333", "eu-central-1"),
                settings,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")),
                Stream.concat(Stream.of(new Redirect()), Stream.of(interceptors))
                        .toArray(ExecutionInterceptor[]::new));
    }

    /** Sends the table's calls here, and leaves those of other services as they are. */
    public static ExecutionInterceptor redirect() {
        return new Redirect();
    }

    private static final class Redirect implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            if (!"DynamoDb".equals(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME))) {
                return context.httpRequest();
            }
            return context.httpRequest().toBuilder()
                    .protocol("http")
                    .host("127.0.0.1")
                    .port(PORT)
                    .build();
        }
    }
}
