package io.lamplighter.aws.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MotoIT {
    @Test
    void clients_reachTheEmulatorAndNothingElse() {
        Moto moto = Moto.shared();
        moto.reset();
        Clients clients = moto.clients(Settings.from(Map.of()));

        clients.s3(Moto.ACCOUNT, Moto.REGION).createBucket(b -> b.bucket("a-bucket"));

        assertThat(clients.s3(Moto.ACCOUNT, Moto.REGION).listBuckets().buckets())
                .singleElement()
                .satisfies(b -> assertThat(b.name()).isEqualTo("a-bucket"));
        assertThat(moto.endpoint().getHost()).isEqualTo("127.0.0.1");
    }
}
