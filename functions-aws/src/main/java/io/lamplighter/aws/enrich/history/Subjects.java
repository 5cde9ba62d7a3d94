package io.lamplighter.aws.enrich.history;

import io.lamplighter.aws.enrich.Who;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.scope.Places;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Cut;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the history is asked for, and where: pure. */
final class Subjects {
    private static final Pattern INSTANCE = Pattern.compile("m?i-[0-9a-f]{8,17}");
    private static final Map<String, String> MAKING = Map.of(
            AwsType.FLOW_LOG, "CreateFlowLogs",
            AwsType.QUERY_LOG, "AssociateResolverQueryLogConfig");
    private static final int MOST = 5;
    private static final int MOST_REGIONS = 4;

    private Subjects() {}

    /** The lookup attributes of LookupEvents that are used: it takes one a call. */
    enum By {
        ACCESS_KEY_ID,
        USERNAME,
        RESOURCE_NAME,
        EVENT_NAME
    }

    /** One thing to look up. */
    record Subject(By by, String value) {}

    /** The logs that an alert names by ids which tell nobody what they are logs of. */
    static List<ResourceRef> logs(Alert alert) {
        return alert.resources().stream()
                .filter(r -> MAKING.containsKey(r.kind()))
                .filter(r -> PastCall.LOG.matcher(r.id()).matches())
                .toList();
    }

    /**
     * The calls that can have made these logs, where they were; by the call's name, since which resources a call is listed
     * under is not documented.
     */
    static List<Subject> makings(List<ResourceRef> logs, String account, String region) {
        return logs.stream()
                .filter(l -> l.account().equals(account) && l.region().equals(region))
                .map(l -> MAKING.getOrDefault(l.kind(), ""))
                .distinct()
                .map(call -> new Subject(By.EVENT_NAME, call))
                .toList();
    }

    /**
     * The lookups for an account: its keys, users and roles that are named, and its hosts, whose role's sessions carry the
     * instance's id as their name (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html,
     * ec2:SourceInstanceArn; the session name is the instance id).
     *
     * @param roleArns the roles of instance profiles
     */
    static Cut<Subject> of(String account, List<Who> named, List<Scope> scopes, List<String> roleArns) {
        Set<Subject> subjects = new LinkedHashSet<>();
        for (Who who : named) {
            if (!who.account().equals(account)) {
                continue;
            }
            switch (who.kind()) {
                case KEY -> subjects.add(new Subject(By.ACCESS_KEY_ID, who.name()));
                case USER, ROOT -> subjects.add(new Subject(By.USERNAME, who.name()));
                case ROLE -> {
                    if (!who.session().isEmpty()) {
                        subjects.add(new Subject(By.USERNAME, who.session()));
                    }
                    subjects.add(new Subject(By.RESOURCE_NAME, roleArn(who)));
                }
                case PROFILE -> {}
            }
        }
        for (Scope scope : scopes) {
            for (ResourceRef host : scope.of(AwsType.INSTANCE)) {
                if (scope.account().equals(account)
                        && INSTANCE.matcher(host.id()).matches()) {
                    subjects.add(new Subject(By.USERNAME, host.id()));
                }
            }
        }
        roleArns.forEach(arn -> subjects.add(new Subject(By.RESOURCE_NAME, arn)));
        return Cut.of(
                List.copyOf(subjects),
                MOST,
                "identities in account %s were not looked up".formatted(account),
                Subject::value);
    }

    private static String roleArn(Who role) {
        String partition = role.region().startsWith("us-gov-")
                ? "aws-us-gov"
                : role.region().startsWith("cn-") ? "aws-cn" : "aws";
        return role.arn().isEmpty()
                ? "arn:%s:iam::%s:role/%s".formatted(partition, role.account(), role.name())
                : role.arn();
    }

    /** The regions of an account where it may have acted: the scopes' own, and the one that keeps IAM's and STS's events. */
    static Cut<String> regions(String account, List<Scope> scopes) {
        Cut<String> own = Cut.of(
                scopes.stream()
                        .filter(s -> s.account().equals(account))
                        .map(Scope::region)
                        .distinct()
                        .toList(),
                MOST_REGIONS,
                "regions of account %s were not looked at for their event history".formatted(account),
                r -> r);
        Set<String> regions = new LinkedHashSet<>(own.kept());
        own.kept().stream().findFirst().map(Places::globalRegion).ifPresent(regions::add);
        return new Cut<>(List.copyOf(regions), own.notes());
    }
}
