package io.lamplighter.aws.bench;

import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Home;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.bench.Emulator;
import io.lamplighter.bench.Installation;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.route53resolver.Route53ResolverClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * LocalStack's core, the second opinion on the log sources: it keeps what moto drops, and has what moto lacks.
 *
 * <p>One server per JVM. It has no reset in this version and takes an access key of twelve digits for the account, so every
 * test has an account of its own.
 */
public final class LocalStack implements AwsEmulator {
    private static final String VERSION = "2026.3.0";
    private static final int PYTHON = 12;

    /** Made for Python 3.13, it takes one name from there that 3.12 has under another. */
    private static final String MAIN = """
            import warnings, typing_extensions
            if not hasattr(warnings, "deprecated"):
                warnings.deprecated = typing_extensions.deprecated
            from localstack.runtime.main import main
            main()
            """;

    private static final AtomicLong ACCOUNTS = new AtomicLong(200_000_000_000L);
    private static @Nullable Emulator shared;
    private static @Nullable Boolean found;

    private final URI endpoint;
    private final String account;

    private LocalStack(URI endpoint, String account) {
        this.endpoint = endpoint;
        this.account = account;
    }

    /** Whether there is a Python for it; where there is none, the gate's output has to say what was not tested. */
    public static synchronized boolean canRun() {
        if (found == null) {
            found = PythonEnvironment.python(PYTHON) != null;
            if (!found) {
                System.out.printf(
                        "NOT TESTED: the log sources against LocalStack, which needs Python 3.%d or later with venv.%n",
                        PYTHON);
            }
        }
        return found;
    }

    /** An account of one's own on the server of this JVM, which is started when it is first asked for. */
    public static synchronized LocalStack fresh() {
        if (shared == null) {
            PythonEnvironment python = PythonEnvironment.of(
                    "localstack-" + VERSION,
                    PYTHON,
                    List.of(
                            "localstack-core[runtime]==" + VERSION,
                            "cbor2<5.8",
                            "pyopenssl<26",
                            "cryptography<47",
                            "service_identity"));
            int port = Emulator.freePort();
            shared = Emulator.start(
                    List.of(python.program("python").toString(), "-c", MAIN),
                    environment(python.folder(), port),
                    port,
                    "/_localstack/health",
                    Installation.emulators().resolve("localstack-" + port + ".log"));
        }
        return new LocalStack(shared.endpoint(), Long.toString(ACCOUNTS.incrementAndGet()));
    }

    /** It stays in its folder and asks nobody else for anything. */
    private static Map<String, String> environment(Path folder, int port) {
        return Map.of(
                "GATEWAY_LISTEN", "127.0.0.1:" + port,
                "EAGER_SERVICE_LOADING", "0",
                "DISABLE_EVENTS", "1",
                "SKIP_SSL_CERT_DOWNLOAD", "1",
                "SKIP_INFRA_DOWNLOADS", "1",
                "DNS_ADDRESS", "0",
                "OVERRIDE_IN_DOCKER", "0",
                "FILESYSTEM_ROOT", folder.resolve("files").toString(),
                "HOME", folder.resolve("home").toString());
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public Clients clients(Settings settings, ExecutionInterceptor... interceptors) {
        return new Clients(
                endpoint,
                new Home(account, Moto.REGION),
                settings,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "test")),
                interceptors);
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public LocalStack through(URI address) {
        return new LocalStack(address, account);
    }

    /** By hand: flow logs, resolver's settings and buckets go, networks stay. */
    @Override
    public void reset() {
        Clients clients = clients(Settings.from(Map.of()));
        Ec2Client ec2 = clients.ec2(account, Moto.REGION);
        ec2.describeFlowLogs().flowLogs().forEach(l -> ec2.deleteFlowLogs(r -> r.flowLogIds(l.flowLogId())));
        Route53ResolverClient resolver = clients.resolver(account, Moto.REGION);
        resolver.listResolverQueryLogConfigAssociations(r -> {})
                .resolverQueryLogConfigAssociations()
                .forEach(a -> resolver.disassociateResolverQueryLogConfig(r ->
                        r.resolverQueryLogConfigId(a.resolverQueryLogConfigId()).resourceId(a.resourceId())));
        resolver.listResolverQueryLogConfigs(r -> {})
                .resolverQueryLogConfigs()
                .forEach(c -> resolver.deleteResolverQueryLogConfig(r -> r.resolverQueryLogConfigId(c.id())));
        S3Client s3 = clients.s3(account, Moto.REGION);
        s3.listBuckets().buckets().forEach(b -> s3.deleteBucket(r -> r.bucket(b.name())));
    }
}
