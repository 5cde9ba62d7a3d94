package io.lamplighter.aws.source.vpcflowlogs;

import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.util.List;
import java.util.Map;

/** Resources of the account and region that these tests play in. */
final class Resources {
    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-central-1";
    static final String VPC = "vpc-0a000000000000001";
    static final String SUBNET = "subnet-0b000000000000001";
    static final String ENI = "eni-0c000000000000001";
    static final String ENI_2 = "eni-0c000000000000002";

    private Resources() {}

    static ResourceRef eni(String id) {
        return new ResourceRef(
                AwsType.NETWORK_INTERFACE, id, ACCOUNT, REGION, Map.of(AwsType.SUBNET, SUBNET, AwsType.VPC, VPC));
    }

    static ResourceRef subnet(String id) {
        return new ResourceRef(AwsType.SUBNET, id, ACCOUNT, REGION, Map.of(AwsType.VPC, VPC));
    }

    static ResourceRef vpc(String id) {
        return new ResourceRef(AwsType.VPC, id, ACCOUNT, REGION);
    }

    static Scope touched(ResourceRef... resources) {
        return new Scope(ACCOUNT, REGION, Breadth.TOUCHED, List.of(resources));
    }

    static Scope everything() {
        return new Scope(ACCOUNT, REGION, Breadth.ALL, List.of());
    }
}
