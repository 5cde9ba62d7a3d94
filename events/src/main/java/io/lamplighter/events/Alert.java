package io.lamplighter.events;

import java.time.Instant;
import java.util.List;

/**
 * What came in, read: the same whatever detector or person sent it.
 *
 * @param id the detector's own id of the finding, the same at every repeat and through every relay, since the finding's
 *     id is made from it
 * @param origin who raised it: {@code guardduty}, {@code securityhub}, {@code cloudtrail}, {@code manual}, …
 * @param type the detector's own type, such as {@code Backdoor:EC2/C&CActivity.B!DNS}
 * @param title one line for a person, untrusted
 * @param account the account or subscription that it was raised in
 * @param region the region that it was raised in
 * @param resources what it names, each with its own account and region
 * @param request what it asks for
 */
public record Alert(
        String id,
        String origin,
        String type,
        String title,
        Severity severity,
        Instant time,
        String account,
        String region,
        List<ResourceRef> resources,
        List<Identity> identities,
        List<Indicator> indicators,
        Request request) {
    public Alert {
        resources = List.copyOf(resources);
        identities = List.copyOf(identities);
        indicators = List.copyOf(indicators);
    }

    /** The same alert with another request. */
    public Alert with(Request other) {
        return new Alert(
                id, origin, type, title, severity, time, account, region, resources, identities, indicators, other);
    }

    /** The finding's id, 32 hex digits: the same for every delivery of the same alert. */
    public String findingId() {
        return Ids.of(origin, account, id);
    }
}
