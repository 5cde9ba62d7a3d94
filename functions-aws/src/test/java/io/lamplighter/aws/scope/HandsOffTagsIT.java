package io.lamplighter.aws.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.HandsOff;
import io.lamplighter.events.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;

class HandsOffTagsIT {
    @Test
    void in_markedAndUnmarked_tellsTheMarkedByTheirIds() {
        Moto moto = Moto.shared();
        moto.reset();
        Clients clients = moto.clients(Settings.from(Map.of()));
        Ec2Client ec2 = clients.ec2(Moto.ACCOUNT, Moto.REGION);
        String marked = ec2.createVpc(v -> v.cidrBlock("10.1.0.0/16")).vpc().vpcId();
        String plain = ec2.createVpc(v -> v.cidrBlock("10.2.0.0/16")).vpc().vpcId();
        ec2.createTags(t -> t.resources(marked)
                .tags(Tag.builder().key(HandsOff.TAG).value("").build()));
        ec2.createTags(t -> t.resources(plain)
                .tags(Tag.builder().key("team").value(HandsOff.TAG).build()));
        S3Client s3 = clients.s3(Moto.ACCOUNT, Moto.REGION);
        s3.createBucket(b -> b.bucket("payroll"));
        s3.putBucketTagging(b -> b.bucket("payroll")
                .tagging(t -> t.tagSet(software.amazon.awssdk.services.s3.model.Tag.builder()
                        .key(HandsOff.TAG)
                        .value("ask the owner first")
                        .build())));

        assertThat(new HandsOffTags(clients).in(new Scope(Moto.ACCOUNT, Moto.REGION, Breadth.TOUCHED, List.of())))
                .contains(marked, "payroll")
                .doesNotContain(plain);
    }
}
