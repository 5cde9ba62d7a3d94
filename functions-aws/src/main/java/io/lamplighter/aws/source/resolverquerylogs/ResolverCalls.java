package io.lamplighter.aws.source.resolverquerylogs;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.KnownFailure;
import io.lamplighter.aws.clients.Pace;
import io.lamplighter.aws.clients.RequestIds;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Approved;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Ids;
import io.lamplighter.events.ResourceRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.route53resolver.Route53ResolverClient;
import software.amazon.awssdk.services.route53resolver.model.AccessDeniedException;
import software.amazon.awssdk.services.route53resolver.model.Filter;
import software.amazon.awssdk.services.route53resolver.model.InvalidParameterException;
import software.amazon.awssdk.services.route53resolver.model.InvalidRequestException;
import software.amazon.awssdk.services.route53resolver.model.ListResolverQueryLogConfigAssociationsResponse;
import software.amazon.awssdk.services.route53resolver.model.ResolverQueryLogConfig;
import software.amazon.awssdk.services.route53resolver.model.ResolverQueryLogConfigAssociation;
import software.amazon.awssdk.services.route53resolver.model.ResourceExistsException;
import software.amazon.awssdk.services.route53resolver.model.ResourceNotFoundException;
import software.amazon.awssdk.services.route53resolver.model.Tag;

/**
 * The calls of one account and region, mapped to records at once.
 *
 * <p>Shapes and errors: https://docs.aws.amazon.com/Route53/latest/APIReference/API_Operations_Amazon_Route_53_Resolver.html.
 */
record ResolverCalls(Clients clients, Pace pace, String account, String region) {
    /**
     * Resolver takes five calls a second for an account and region
     * (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html), and each write is followed by a look:
     * so many writes at once, and as many in every {@link #WINDOW} from then on.
     */
    static final int WRITES = 5;

    static final Duration WINDOW = Duration.ofSeconds(2);

    private static final int PAGE = 100;

    /** Associations, and how many there are in the region whatever the filter. */
    record Associations(List<Association> found, int inRegion) {
        Associations {
            found = List.copyOf(found);
        }
    }

    private Route53ResolverClient resolver() {
        return clients.resolver(account, region);
    }

    /** The client, when it is a write's turn. */
    private Route53ResolverClient writer() {
        try {
            pace.await(account + " " + region);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("broken off while waiting for its turn", e);
        }
        return resolver();
    }

    /** The account's own VPCs: those that others share with it are theirs to log. */
    List<ResourceRef> vpcs() {
        return clients.ec2(account, region).describeVpcsPaginator().vpcs().stream()
                .filter(v -> account.equals(v.ownerId()))
                .map(v -> new ResourceRef(AwsType.VPC, v.vpcId(), account, region))
                .toList();
    }

    List<Configuration> configurations() {
        return resolver()
                .listResolverQueryLogConfigsPaginator(r -> r.maxResults(PAGE))
                .resolverQueryLogConfigs()
                .stream()
                .map(ResolverCalls::configuration)
                .toList();
    }

    /** All of the region. */
    Associations associations() {
        return associations(List.of());
    }

    /** Those where one field has one value, {@code ResourceId} or {@code ResolverQueryLogConfigId}. */
    Associations associations(String field, String value) {
        return associations(List.of(Filter.builder().name(field).values(value).build()));
    }

    private Associations associations(List<Filter> filters) {
        List<Association> found = new ArrayList<>();
        int inRegion = 0;
        for (ListResolverQueryLogConfigAssociationsResponse page : resolver()
                .listResolverQueryLogConfigAssociationsPaginator(r -> {
                    r.maxResults(PAGE);
                    if (!filters.isEmpty()) {
                        r.filters(filters);
                    }
                })) {
            page.resolverQueryLogConfigAssociations().forEach(a -> found.add(association(a)));
            inRegion = Objects.requireNonNullElse(page.totalCount(), 0);
        }
        return new Associations(found, Math.max(inRegion, found.size()));
    }

    /** Null if it is gone. */
    @Nullable Association association(String id) {
        try {
            return association(resolver()
                    .getResolverQueryLogConfigAssociation(r -> r.resolverQueryLogConfigAssociationId(id))
                    .resolverQueryLogConfigAssociation());
        } catch (ResourceNotFoundException e) {
            return null;
        }
    }

    /** Null if it is gone. */
    @Nullable Configuration configuration(String id) {
        try {
            return configuration(resolver()
                    .getResolverQueryLogConfig(r -> r.resolverQueryLogConfigId(id))
                    .resolverQueryLogConfig());
        } catch (ResourceNotFoundException e) {
            return null;
        }
    }

    /**
     * The one that is made, or the one that another run has just made by the same name.
     *
     * <p>Whether the service forgets the request id of what was deleted is not documented: where it has not, one of this
     * planned call's own tells the new one from all before it.
     */
    Configuration create(OurConfiguration ours, Approved<?> step) {
        List<Tag> tags = List.of(tag(Approved.FINDING_TAG, step.findingId()), tag(Approved.STEP_TAG, step.id()));
        try {
            return create(ours, ours.name(), tags);
        } catch (ResourceExistsException e) {
            String own = Ids.of(step.id(), step.planned().plannedAt().toString());
            return existing(this::configurations).stream()
                    .filter(ours::is)
                    .findFirst()
                    .orElseGet(() -> create(ours, ours.name() + "-" + own, tags));
        }
    }

    /** What the service says is there may be what an attempt of this very call made. */
    private static <T> T existing(Supplier<T> look) {
        try {
            return look.get();
        } catch (RuntimeException e) {
            throw AwsFailures.whoseIsUnknown(e);
        }
    }

    private Configuration create(OurConfiguration ours, String requestId, List<Tag> tags) {
        return configuration(writer().createResolverQueryLogConfig(r -> r.name(ours.name())
                        .creatorRequestId(requestId)
                        .destinationArn(ours.destination())
                        .tags(tags))
                .resolverQueryLogConfig());
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    /** The one that is made, or the one that is there already. */
    Association associate(String configuration, String vpc) {
        try {
            return association(writer().associateResolverQueryLogConfig(
                            r -> r.resolverQueryLogConfigId(configuration).resourceId(vpc))
                    .resolverQueryLogConfigAssociation());
        } catch (ResourceExistsException e) {
            return existing(() -> associations(Association.VPC, vpc)).found().stream()
                    .filter(a -> a.configuration().equals(configuration))
                    .findFirst()
                    .orElseThrow(() -> e);
        } catch (AccessDeniedException | InvalidRequestException | InvalidParameterException e) {
            throw refused(vpc, e);
        }
    }

    /** Only its owner can log a shared VPC's queries; what the service answers to others is not documented, so we ask. */
    private RuntimeException refused(String vpc, RuntimeException thrown) {
        String owner = clients.ec2(account, region).describeVpcs(r -> r.vpcIds(vpc)).vpcs().stream()
                .map(v -> text(v.ownerId()))
                .findFirst()
                .orElse("");
        return owner.isEmpty() || owner.equals(account)
                ? thrown
                : new KnownFailure(
                        new Failure(
                                Failure.Kind.INVALID,
                                "%s is shared by account %s, which alone can log its DNS queries"
                                        .formatted(vpc, owner)),
                        thrown);
    }

    /** The service's id of the call. */
    List<String> disassociate(String configuration, String vpc) {
        return RequestIds.of(writer().disassociateResolverQueryLogConfig(
                        r -> r.resolverQueryLogConfigId(configuration).resourceId(vpc)));
    }

    /** The service's id of the call. */
    List<String> delete(String configuration) {
        return RequestIds.of(writer().deleteResolverQueryLogConfig(r -> r.resolverQueryLogConfigId(configuration)));
    }

    private static Association association(ResolverQueryLogConfigAssociation a) {
        String error = text(a.errorAsString());
        return new Association(
                text(a.id()),
                text(a.resolverQueryLogConfigId()),
                text(a.resourceId()),
                text(a.statusAsString()),
                error.equals("NONE") ? "" : error,
                text(a.errorMessage()));
    }

    private static Configuration configuration(ResolverQueryLogConfig c) {
        return new Configuration(
                text(c.id()),
                text(c.ownerId()),
                text(c.name()),
                text(c.creatorRequestId()),
                text(c.destinationArn()),
                text(c.statusAsString()),
                Objects.requireNonNullElse(c.associationCount(), 0));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
