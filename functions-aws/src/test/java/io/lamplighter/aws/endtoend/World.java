package io.lamplighter.aws.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.alert.AwsEvents;
import io.lamplighter.aws.bench.DemoTenant;
import io.lamplighter.aws.bench.LambdaRuntime;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.bench.Packaged;
import io.lamplighter.aws.bench.ResolverFront;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.function.Lamps;
import io.lamplighter.aws.table.TableCreation;
import io.lamplighter.events.Alert;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Parsed;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an end-to-end test starts from and looks at afterwards: a small tenant and the table on the emulator. */
final class World implements AutoCloseable {
    private final Settings settings = Settings.from(Map.of());
    private final ResolverFront front = new ResolverFront(Moto.shared().endpoint());
    private final Clients clients = Moto.clients(front.endpoint(), settings);
    private final Lamps lamps = new Lamps(clients, settings, Clock.systemUTC());

    /** Forgets everything and makes the tenant and the table anew, behind the same address. */
    DemoTenant make() {
        Moto.shared().reset();
        lamps.bean(TableCreation.class).create();
        return DemoTenant.make(clients, settings);
    }

    /** Starts a packaged function in front of it. */
    LambdaRuntime function(Class<?> handler, Path log, Map<String, String> environment) {
        return new LambdaRuntime(
                Packaged.classpath(),
                handler.getName(),
                environment(environment),
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                log);
    }

    /** These settings, and where the emulator is. */
    Map<String, String> environment(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("AWS_ENDPOINT_URL", front.endpoint().toString());
        return all;
    }

    static Path log(String name) {
        return Packaged.target().resolve("end-to-end-" + name + ".log");
    }

    ResolverFront front() {
        return front;
    }

    Clients clients() {
        return clients;
    }

    Lamps lamps() {
        return lamps;
    }

    /** An event of {@code events/samples/aws}, about this tenant's account, region and resources. */
    static String sample(DemoTenant tenant, String name) {
        Path root = Path.of(System.getProperty("lamplighter.root", ".."));
        try {
            return Files.readString(root.resolve("events/samples/aws").resolve(name))
                    .replace("111122223333", Moto.ACCOUNT)
                    .replace("eu-central-1", Moto.REGION)
                    .replace("i-0abc1234def567890", tenant.instance())
                    .replace("eni-0a1b2c3d4e5f60718", tenant.networkInterface())
                    .replace("subnet-0f1e2d3c4b5a69788", tenant.subnet())
                    .replace("vpc-0123456789abcdef0", tenant.vpc())
                    .replace("shop-orders-archive", DemoTenant.DARK)
                    .replace("shop-customer-uploads", DemoTenant.LOGGED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return Json.read(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first alert in an event. */
    Alert alert(String event) {
        return alerts(event).getFirst();
    }

    List<Alert> alerts(String event) {
        return lamps.bean(AwsEvents.class).open(json(event)).stream()
                .flatMap(m -> m.events().stream())
                .map(p -> ((Parsed.Read) p).alert())
                .toList();
    }

    /** The document of the finding about this event's alert, as it is in the table. */
    JsonNode document(String event) {
        return document(alert(event));
    }

    JsonNode document(Alert alert) {
        List<Map<String, String>> rows = rows("FINDING#" + alert.findingId(), "FINDING");
        if (rows.size() != 1) {
            throw new AssertionError("one finding was expected: " + rows);
        }
        return json(rows.getFirst().getOrDefault("document", ""));
    }

    /** The bucket that the access logs of this one go to, or {@code nowhere}. */
    String logsOf(String bucket) {
        var logging = clients.s3(Moto.ACCOUNT, Moto.REGION)
                .getBucketLogging(b -> b.bucket(bucket))
                .loggingEnabled();
        return logging == null ? "nowhere" : logging.targetBucket();
    }

    List<LedgerEntry> ledger(String event) {
        return ledger(alert(event));
    }

    List<LedgerEntry> ledger(Alert alert) {
        return lamps.ledger().entries(alert.findingId());
    }

    /** Sees that a direct event was answered as done, with the finding about its alert. */
    void assertDone(LambdaRuntime.Answer answer, String event) {
        assertThat(answer.error()).as(answer.body()).isFalse();
        assertThat(json(answer.body()).path("results")).singleElement().satisfies(result -> {
            assertThat(result.path("result").asText()).isEqualTo("done");
            assertThat(result.path("why").asText())
                    .isEqualTo("finding " + alert(event).findingId());
        });
    }

    /** How the sources ended, as the finding has it: {@code source result target…}. */
    List<String> outcomes(String event) {
        return outcomes(alert(event));
    }

    List<String> outcomes(Alert alert) {
        List<String> outcomes = new ArrayList<>();
        document(alert).at("/unmapped/lamplighter/outcomes").forEach(o -> {
            StringBuilder targets = new StringBuilder();
            o.path("targets")
                    .forEach(t -> targets.append(' ').append(t.path("id").asText()));
            outcomes.add(o.path("source").asText() + " " + o.path("result").asText() + targets);
        });
        return outcomes;
    }

    /** The table's own rows whose keys start so, read past our code; texts and numbers as texts. */
    List<Map<String, String>> rows(String partition, String sort) {
        return clients.table().scanPaginator(r -> r.tableName(settings.table())).items().stream()
                .map(World::row)
                .filter(r -> r.getOrDefault("pk", "").startsWith(partition)
                        && r.getOrDefault("sk", "").startsWith(sort))
                .toList();
    }

    private static Map<String, String> row(Map<String, AttributeValue> item) {
        Map<String, String> row = new TreeMap<>();
        item.forEach((name, value) -> row.put(name, value.s() == null ? value.n() : value.s()));
        return row;
    }

    @Override
    public void close() {
        front.close();
    }
}
