package io.lamplighter.aws.alert;

import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.shell.AlertDraft;
import io.lamplighter.shell.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an event of AWS names. */
final class Draft extends AlertDraft {
    private static final Forms FORMS = new Forms() {
        @Override
        public String misplaced(String what, String account, String region) {
            if (!Arn.account(account)) {
                return "%s is in account \"%s\", which cannot be: an account has 12 digits"
                        .formatted(what, Words.quote(account));
            }
            return Arn.region(region)
                    ? ""
                    : "%s is in region \"%s\", which cannot be".formatted(what, Words.quote(region));
        }

        @Override
        public boolean possible(String kind, String id) {
            return IdForm.possible(kind, id);
        }

        @Override
        public boolean anywhere(String kind) {
            return kind.equals(AwsType.BUCKET);
        }
    };

    Draft(String account, String region) {
        super(FORMS, account, region);
    }

    /** The VPCs that what is named so far lies in. */
    Set<String> vpcs() {
        Set<String> vpcs = new LinkedHashSet<>();
        resources().forEach(r -> vpcs.add(r.within().getOrDefault(AwsType.VPC, "")));
        return vpcs;
    }

    /** The id of the one resource of a kind that is named so far; empty if there is none or there are several. */
    String only(String kind) {
        List<ResourceRef> some =
                resources().stream().filter(r -> r.kind().equals(kind)).toList();
        return some.size() == 1 ? some.getFirst().id() : "";
    }

    /** A bucket: its name tells no region, and it need not live in the event's. */
    void bucket(String name, String owner, String where) {
        resource(AwsType.BUCKET, name, owner, where, Map.of());
    }
}
