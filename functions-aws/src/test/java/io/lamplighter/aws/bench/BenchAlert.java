package io.lamplighter.aws.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the benchmark sends.
 *
 * @param name what a person would call it
 * @param message as it comes from the queue
 * @param history the buckets that the event history names
 */
record BenchAlert(String name, String message, List<String> history) {
    private static final String SAMPLES = "events/samples/aws";

    /** The demo's attack sequence, and GuardDuty's samples with the tenant's own ids. */
    static List<BenchAlert> in(DemoTenant tenant) {
        String instance = sample("guardduty-ec2.json")
                .replace("i-0abc1234def567890", tenant.instance())
                .replace("eni-0a1b2c3d4e5f60718", tenant.networkInterface())
                .replace("subnet-0f1e2d3c4b5a69788", tenant.subnet())
                .replace("vpc-0123456789abcdef0", tenant.vpc())
                .replace("sg-0c0ffee0c0ffee000", tenant.securityGroup());
        String bucket = sample("guardduty-s3.json")
                .replace("shop-orders-archive", DemoTenant.DARK)
                .replace("shop-customer-uploads", DemoTenant.LOGGED);
        return List.of(
                new BenchAlert("instance", Sqs.batch(instance), List.of()),
                new BenchAlert("bucket", Sqs.batch(bucket), List.of()),
                new BenchAlert("attack sequence", Sqs.batch(tenant.alert()), List.of()),
                new BenchAlert(
                        "instance, and its history names two buckets",
                        Sqs.batch(instance),
                        List.of(DemoTenant.DARK, DemoTenant.LOGGED)));
    }

    private static String sample(String name) {
        try {
            return Files.readString(Path.of(System.getProperty("lamplighter.root", ".."), SAMPLES, name))
                    .replace("111122223333", Moto.ACCOUNT)
                    .replace("eu-central-1", Moto.REGION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
