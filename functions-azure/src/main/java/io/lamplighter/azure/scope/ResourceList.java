package io.lamplighter.azure.scope;

import io.lamplighter.azure.clients.ArmJson;
import io.lamplighter.azure.clients.Clients;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The list of all resources of a subscription, of every type: id, location and tags, without properties
 * (https://learn.microsoft.com/rest/api/resources/resources/list).
 *
 * <p>Resource Graph shows only the types that its caller may read one by one, and we may read few; this one takes a
 * permission of its own, {@code Microsoft.Resources/subscriptions/resources/read}. Not tried on a real tenant: that it shows
 * a resource of a type on which its caller has no other permission, and how late it follows a write. Each property is
 * documented as a filter by itself; type and name together are what the Azure CLI sends.
 */
public final class ResourceList {
    private static final String VERSION = "2021-04-01";

    private final ArmJson arm;

    public ResourceList(Clients clients) {
        this.arm = new ArmJson(clients);
    }

    /** The resources, and whether there are more than were read. */
    public record Part(List<Resource> resources, boolean more) {
        public Part {
            resources = List.copyOf(resources);
        }
    }

    /** One that lies in no other, with its location and tags; null where it is not there. */
    @Nullable Resource find(ArmId id) {
        return read(
                        id.subscription(),
                        "resourceType eq %s and name eq %s".formatted(quoted(id.type()), quoted(id.name())),
                        1)
                .resources()
                .stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** All in one location, a page of a thousand a call. */
    public Part in(String subscription, String location, int pages) {
        return read(subscription, "location eq " + quoted(location), pages);
    }

    private Part read(String subscription, String filter, int pages) {
        ArmJson.Listed listed = arm.list(
                "/subscriptions/%s/resources".formatted(subscription), VERSION, Map.of("$filter", filter), pages);
        return new Part(
                listed.values().stream()
                        .flatMap(one -> Stream.ofNullable(Resource.of(one)))
                        .toList(),
                listed.more());
    }

    /** A quote within is written twice: https://docs.oasis-open.org/odata/odata/v4.01 */
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
