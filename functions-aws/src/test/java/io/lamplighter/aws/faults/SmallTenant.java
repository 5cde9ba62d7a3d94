package io.lamplighter.aws.faults;

import io.lamplighter.aws.alert.AwsEvents;
import io.lamplighter.aws.bench.DemoTenant;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.bench.Sqs;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.shell.BeanParts;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.route53resolver.model.ResolverQueryLogConfig;
import software.amazon.awssdk.services.route53resolver.model.ResolverQueryLogConfigAssociation;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;

/**
 * A tenant with some dark VPCs and buckets and an evidence store, made and read past every fault.
 *
 * @param vpcs their ids, in the order of the alphabet
 */
record SmallTenant(Clients direct, String evidence, List<String> vpcs, List<String> buckets) {
    static SmallTenant make(Clients direct, Settings settings, int vpcs, String... buckets) {
        String evidence = settings.evidenceBucket(Moto.ACCOUNT, Moto.REGION);
        var s3 = direct.s3(Moto.ACCOUNT, Moto.REGION);
        s3.createBucket(b -> b.bucket(evidence));
        s3.putBucketPolicy(b -> b.bucket(evidence).policy(DemoTenant.admitting(evidence)));
        for (String bucket : buckets) {
            s3.createBucket(b -> b.bucket(bucket));
        }
        List<String> made = new ArrayList<>();
        for (int i = 0; i < vpcs; i++) {
            String block = "10.%d.0.0/16".formatted(i);
            made.add(direct.ec2(Moto.ACCOUNT, Moto.REGION)
                    .createVpc(v -> v.cidrBlock(block))
                    .vpc()
                    .vpcId());
        }
        return new SmallTenant(direct, evidence, made.stream().sorted().toList(), List.of(buckets));
    }

    /** A message that asks to respond around all of it. */
    String respond() {
        List<Object> resources = new ArrayList<>(vpcs);
        buckets.forEach(b -> resources.add("s3://" + b));
        return message(Map.of(
                "request",
                "respond",
                "id",
                "INC-7",
                "account",
                Moto.ACCOUNT,
                "region",
                Moto.REGION,
                "resources",
                resources));
    }

    /** A message as a function reads it. */
    static List<Message> opened(BeanParts function, String message) {
        try {
            return function.bean(AwsEvents.class).open(Json.read(message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message that asks to harden the account. */
    static String harden(String... sources) {
        return message(Map.of(
                "request",
                "harden",
                "id",
                "INC-8",
                "account",
                Moto.ACCOUNT,
                "region",
                Moto.REGION,
                "sources",
                List.of(sources)));
    }

    static String message(Map<String, Object> request) {
        return Sqs.batch(Json.write(request));
    }

    List<FlowLog> flowLogs() {
        return direct.ec2(Moto.ACCOUNT, Moto.REGION).describeFlowLogsPaginator().flowLogs().stream()
                .toList();
    }

    /** Each VPC once for each flow log on it. */
    List<String> flowLogged() {
        return flowLogs().stream().map(FlowLog::resourceId).sorted().toList();
    }

    List<ResolverQueryLogConfig> configurations() {
        return direct.resolver(Moto.ACCOUNT, Moto.REGION)
                .listResolverQueryLogConfigs(r -> {})
                .resolverQueryLogConfigs();
    }

    List<ResolverQueryLogConfigAssociation> associations() {
        return direct.resolver(Moto.ACCOUNT, Moto.REGION)
                .listResolverQueryLogConfigAssociations(r -> {})
                .resolverQueryLogConfigAssociations();
    }

    /** The VPCs whose queries are logged. */
    List<String> queryLogged() {
        return associations().stream()
                .map(ResolverQueryLogConfigAssociation::resourceId)
                .sorted()
                .toList();
    }

    /** Each bucket with its logging setting, empty where it has none. */
    Map<String, String> loggings() {
        var s3 = direct.s3(Moto.ACCOUNT, Moto.REGION);
        Map<String, String> loggings = new TreeMap<>();
        for (Bucket bucket : s3.listBuckets().buckets()) {
            LoggingEnabled logging =
                    s3.getBucketLogging(b -> b.bucket(bucket.name())).loggingEnabled();
            loggings.put(bucket.name(), logging == null ? "" : logging.toString());
        }
        return loggings;
    }

    /** The buckets that are logged into the evidence store. */
    List<String> accessLogged() {
        return loggings().entrySet().stream()
                .filter(l -> l.getValue().contains(evidence))
                .map(Map.Entry::getKey)
                .toList();
    }
}
