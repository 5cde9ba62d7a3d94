package io.lamplighter.aws.source.resolverquerylogs;

import io.lamplighter.events.LogLocation;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Step;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change to query logging; nothing was there before, so that there is never anything to put back but nothing. */
sealed interface QueryLogStep extends Step {
    @Override
    default Map<String, Object> before() {
        return Map.of();
    }

    /** Makes our configuration, for all the VPCs that the steps after it associate. */
    record CreateConfiguration(OurConfiguration ours, List<ResourceRef> targets) implements QueryLogStep {
        static final String ACTION = "route53resolver:CreateResolverQueryLogConfig";
        static final String NAME = "Name";
        static final String DESTINATION = "DestinationArn";

        public CreateConfiguration {
            targets = List.copyOf(targets);
        }

        @Override
        public String action() {
            return ACTION;
        }

        @Override
        public Map<String, Object> request() {
            return Map.of(NAME, ours.name(), DESTINATION, ours.destination(), "CreatorRequestId", ours.name());
        }

        @Override
        public LogLocation logs() {
            return ours.logs("");
        }
    }

    /**
     * Associates one VPC with our configuration.
     *
     * @param configuration its id, or null where the step before makes it
     * @param listed whether the service itself named it in this delivery, or it is only remembered
     */
    record AssociateVpc(
            OurConfiguration ours,
            ResourceRef vpc,
            @Nullable String configuration,
            boolean listed) implements QueryLogStep {
        static final String ACTION = "route53resolver:AssociateResolverQueryLogConfig";

        /** Stands in a dry run for the id that nobody knows yet. */
        static final String MADE_BEFORE = "(the one made by the step before)";

        @Override
        public String action() {
            return ACTION;
        }

        @Override
        public List<ResourceRef> targets() {
            return List.of(vpc);
        }

        @Override
        public Map<String, Object> request() {
            return Map.of(
                    Association.CONFIGURATION,
                    configuration == null ? MADE_BEFORE : configuration,
                    Association.VPC,
                    vpc.id());
        }

        @Override
        public LogLocation logs() {
            return ours.logs(vpc.id());
        }
    }
}
