package io.lamplighter.aws.bench;

import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import java.net.URI;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** An emulator of AWS that nobody here wrote: the same test runs against each, since each gets something else wrong. */
public interface AwsEmulator {
    /** The account that the test is in. */
    String account();

    /** Where it answers. */
    URI endpoint();

    /** The same server through another address, such as that of a proxy. */
    AwsEmulator through(URI address);

    /** Leaves nothing lit of what was made before in that account. */
    void reset();

    /** Clients of a home in {@link #account} and {@link Moto#REGION}. */
    Clients clients(Settings settings, ExecutionInterceptor... interceptors);
}
