package io.lamplighter.aws.source.resolverquerylogs;

import io.lamplighter.events.Evidence;
import io.lamplighter.events.Failure;
import io.lamplighter.events.ResourceRef;
import java.util.List;
import java.util.Map;

/** What an association that was read back proves. */
final class AssociationEvidence {
    private AssociationEvidence() {}

    /** Nothing of ours is there, so that there is nothing to undo. */
    static Evidence nothing(ResourceRef vpc, Failure.Kind kind, String why) {
        return new Evidence(List.of(), List.of(new Evidence.Unlit(vpc, new Failure(kind, why))), Map.of());
    }

    /** One that failed is ours still, and is undone like one that works. */
    static Evidence of(ResourceRef vpc, Association seen) {
        if (seen.on()) {
            String how = "associated with %s, %s".formatted(seen.configuration(), seen.says());
            return new Evidence(List.of(new Evidence.Lit(vpc, how)), List.of(), seen.left());
        }
        if (seen.going()) {
            return nothing(vpc, Failure.Kind.CONFLICT, "its association is just being removed");
        }
        Failure failure = new Failure(kind(seen.error()), "its association is " + seen.says());
        return new Evidence(List.of(), List.of(new Evidence.Unlit(vpc, failure)), seen.left());
    }

    /** https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ResolverQueryLogConfigAssociation.html */
    private static Failure.Kind kind(String error) {
        return switch (error) {
            case "ACCESS_DENIED" -> Failure.Kind.DENIED;
            case "DESTINATION_NOT_FOUND" -> Failure.Kind.GONE;
            case "INTERNAL_SERVICE_ERROR" -> Failure.Kind.UNAVAILABLE;
            default -> Failure.Kind.INVALID;
        };
    }
}
