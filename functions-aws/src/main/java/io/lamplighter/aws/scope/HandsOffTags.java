package io.lamplighter.aws.scope;

import io.lamplighter.aws.clients.Clients;
import io.lamplighter.events.Grants;
import io.lamplighter.events.HandsOff;
import io.lamplighter.events.Scope;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/**
 * Reads {@link HandsOff#TAG} of every kind of resource in one paged call, since asking each resource would cost a call
 * each.
 *
 * <p>https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html: a filter with a key and no
 * value matches any value.
 */
@Singleton
@Grants(read = "tag:GetResources")
public final class HandsOffTags implements HandsOff {
    /** {@code arn:partition:service:region:account:resource}, where the resource may hold colons of its own. */
    private static final int PARTS = 6;

    private static final int PAGE = 100;

    private final Clients clients;

    public HandsOffTags(Clients clients) {
        this.clients = clients;
    }

    @Override
    public Set<String> in(Scope scope) {
        Set<String> ids = new HashSet<>();
        clients
                .tagging(scope.account(), scope.region())
                .getResourcesPaginator(
                        r -> r.tagFilters(TagFilter.builder().key(TAG).build()).resourcesPerPage(PAGE))
                .resourceTagMappingList()
                .stream()
                .map(ResourceTagMapping::resourceARN)
                .filter(Objects::nonNull)
                .forEach(arn -> addIds(arn, ids));
        return ids;
    }

    /**
     * The ARN, and the id that a {@code ResourceRef} carries instead where there is one; a last word of any other ARN could
     * be the name of something else.
     */
    static void addIds(String arn, Set<String> ids) {
        ids.add(arn);
        String[] parts = arn.split(":", PARTS);
        if (parts.length < PARTS) {
            return;
        }
        String resource = parts[PARTS - 1];
        switch (parts[2]) {
            case "s3" -> ids.add(resource);
            case "ec2" -> ids.add(resource.substring(resource.indexOf('/') + 1));
            default -> {}
        }
    }
}
