package io.lamplighter.aws.scope;

import io.lamplighter.events.Learned;
import io.lamplighter.events.ResourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.VpcConfigResponse;

/**
 * In which subnets a function has its network interfaces, if it is in a VPC at all
 * (https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html).
 */
final class FunctionLookup {
    private FunctionLookup() {}

    static Learned function(LambdaClient lambda, ResourceRef about) {
        VpcConfigResponse place;
        try {
            place = lambda.getFunctionConfiguration(r -> r.functionName(about.id()))
                    .vpcConfig();
        } catch (ResourceNotFoundException e) {
            return new Learned(List.of(), Learned.gone(List.of(about), Set.of()));
        }
        if (place == null || place.vpcId() == null || place.vpcId().isEmpty()) {
            return new Learned(
                    List.of(),
                    List.of("function %s is in no VPC: neither flow logs nor DNS query logs would show it"
                            .formatted(about.id())));
        }
        List<ResourceRef> learned = new ArrayList<>();
        learned.add(Learned.within(about, Map.of(AwsType.VPC, place.vpcId())));
        for (String subnet : place.subnetIds()) {
            learned.add(Learned.beside(about, AwsType.SUBNET, subnet, Map.of(AwsType.VPC, place.vpcId())));
        }
        return new Learned(learned, List.of());
    }
}
