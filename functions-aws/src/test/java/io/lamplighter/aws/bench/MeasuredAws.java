package io.lamplighter.aws.bench;

import com.sun.net.httpserver.Headers;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.function.Lamps;
import io.lamplighter.aws.table.TableCreation;
import io.lamplighter.bench.Call;
import io.lamplighter.bench.ChildFunction;
import io.lamplighter.bench.Measured;
import io.lamplighter.bench.Recorded;
import io.lamplighter.bench.Recording;
import io.lamplighter.bench.Stub;
import io.lamplighter.bench.Stub.Reply;
import io.lamplighter.shell.Variables;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged function under AWS's own runtime interface client, in the demo's tenant on moto. */
final class MeasuredAws implements Measured {
    private static final String RESPOND = "io.lamplighter.aws.function.Respond";

    private final String classpath = Packaged.jars(BareRespond.class);

    @Override
    public List<Recorded> record() {
        Moto moto = Moto.shared();
        List<Recorded> all = new ArrayList<>();
        try (ResolverFront front = new ResolverFront(moto.endpoint())) {
            Settings settings = Settings.from(Map.of());
            Clients clients = Moto.clients(front.endpoint(), settings);
            int count;
            do {
                moto.reset();
                DemoTenant tenant = DemoTenant.make(clients, settings);
                new Lamps(clients, settings, Clock.systemUTC())
                        .bean(TableCreation.class)
                        .create();
                List<BenchAlert> alerts = BenchAlert.in(tenant);
                // The last alert differs from the first in its history only.
                boolean cold = all.size() < alerts.size() - 1;
                all.add(record(alerts.get(all.size()), front.endpoint(), cold));
                count = alerts.size();
            } while (all.size() < count);
        }
        return all;
    }

    private Recorded record(BenchAlert alert, URI emulator, boolean cold) {
        Recording recording = new Recording();
        Reply history = EventHistoryPage.touching(alert.history());
        Stub.Answers moto = Recording.passing(asked -> emulator, "content-type"::equals);
        Stub.Answers real = asked -> asked.call().name().equals("cloudtrail:LookupEvents") ? history : moto.to(asked);
        try (Stub stub = stub(recording.of(real));
                ChildFunction function = start(Contender.PRODUCT, stub, flags(), log("recorded"))) {
            function.answer(alert.message());
            List<String> calls = stub.answered();
            return new Recorded(alert.name(), alert.message(), recording, calls, String.join("\n", calls), cold);
        }
    }

    @Override
    public Stub stub(Stub.Answers answers) {
        return new Stub(MeasuredAws::call, answers);
    }

    private static Call call(String method, String uri, Headers headers, String body) {
        return SdkCall.of(method, uri, headers.getFirst("Authorization"), headers.getFirst("X-Amz-Target"), body)
                .call();
    }

    @Override
    public ChildFunction start(Contender contender, Stub stub, List<String> flags, Path log) {
        return new LambdaRuntime(
                classpath,
                contender == Contender.PRODUCT ? RESPOND : BareRespond.class.getName(),
                Map.of("AWS_ENDPOINT_URL", stub.endpoint().toString(), Variables.MODE, "act"),
                flags,
                log);
    }

    /** Those of Lambda's own Java runtime. */
    @Override
    public List<String> flags() {
        return List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");
    }

    @Override
    public List<Way> ways() {
        return List.of(Way.PLAIN, Way.CLASS_DATA, Way.AOT);
    }

    /** CloudTrail takes two lookups a second, and the function keeps to that from alert to alert. */
    @Override
    public Duration apart() {
        return Duration.ofMillis(1100);
    }

    @Override
    public Path zip() {
        return Packaged.zip();
    }

    @Override
    public double zipAim() {
        return 45;
    }

    @Override
    public Path target() {
        return Packaged.target();
    }

    @Override
    public List<String> help() {
        return List.of("--help");
    }
}
