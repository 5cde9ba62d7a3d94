package io.lamplighter.aws.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Aim;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Approved;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Evidence;
import io.lamplighter.events.Judge;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LogLocation;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Mode;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Scope;
import io.lamplighter.events.Step;
import io.lamplighter.shell.Explain;
import io.lamplighter.shell.Explain.Explanation;
import io.lamplighter.shell.Explain.Result;
import io.lamplighter.shell.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplainTest {
    private static final Explain EXPLAIN =
            new Explain(Samples.events()::open, List.of(new Interfaces(), new Nothing()), ExplainTest::scopes);

    private static List<Scope> scopes(Alert alert) {
        Map<String, List<ResourceRef>> places = new LinkedHashMap<>();
        alert.resources()
                .forEach(r -> places.computeIfAbsent(r.account() + r.region(), k -> new ArrayList<>())
                        .add(r));
        return places.values().stream()
                .map(rs -> new Scope(rs.getFirst().account(), rs.getFirst().region(), Breadth.TOUCHED, rs))
                .toList();
    }

    @Test
    void file_read_isInTheDocumentedShape() {
        List<Explanation> all = EXPLAIN.file("a.json", Samples.text("guardduty-ec2.json"));

        assertThat(all).hasSize(1);
        assertThat(Json.write(all.getFirst().asMap())).isEqualTo("""
                        {"file":"a.json","result":"read","why":"",\
                        "alert":{"id":"16c9b1f3a7d24e5f8b0a1c2d3e4f5061","origin":"guardduty",\
                        "type":"Backdoor:EC2/C&CActivity.B!DNS","severity":"high","time":"2026-03-14T09:20:58.007Z",\
                        "account":"111122223333","region":"eu-central-1"},\
                        "resources":[{"kind":"AWS::EC2::Instance","id":"i-0abc1234def567890","account":"111122223333","region":"eu-central-1"},\
                        {"kind":"AWS::EC2::NetworkInterface","id":"eni-0a1b2c3d4e5f60718","account":"111122223333","region":"eu-central-1"},\
                        {"kind":"AWS::IAM::InstanceProfile","id":"arn:aws:iam::111122223333:instance-profile/web-server","account":"111122223333","region":"eu-central-1"}],\
                        "identities":[],"indicators":[{"kind":"domain","value":"c2.bad.example"}],\
                        "sources":[{"id":"aws.interfaces","level":"network-interface","targets":["eni-0a1b2c3d4e5f60718"],"why":"it was touched"},\
                        {"id":"aws.nothing","level":"planet","targets":[],"why":"there is none"}]}""");
    }

    @Test
    void file_notRead_hasTheSameKeys() {
        assertThat(Json.write(EXPLAIN.file("b.json", "{}").getFirst().asMap())).isEqualTo("""
                        {"file":"b.json","result":"ignored","why":"no kind of event that is an alert","alert":null,\
                        "resources":[],"identities":[],"indicators":[],"sources":[]}""");
    }

    @Test
    void file_oneEventALine_brokenLineHidesNoOther() {
        assertThat(EXPLAIN.file("lines.jsonl", Samples.text("lines.jsonl")))
                .extracting(Explanation::result)
                .containsExactly(Result.READ, Result.REJECTED, Result.IGNORED, Result.IGNORED, Result.READ);
    }

    @Test
    void file_severalScopes_areOneEntryForALevel() {
        String two = "[%s]".formatted(Samples.text("guardduty-attack-sequence.json"));

        assertThat(EXPLAIN.file("c.json", two).getFirst().sources())
                .extracting(Explain.Sight::id, Explain.Sight::targets)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("aws.interfaces", List.of("eni-0f0f0f0f0f0f0f0f0")),
                        org.assertj.core.groups.Tuple.tuple("aws.nothing", List.of()));
    }

    @Test
    void file_sourcesThatWereNotAskedFor_areLeftOut() {
        assertThat(EXPLAIN.file("d.json", Samples.text("manual-harden.json")))
                .hasSize(2)
                .allSatisfy(e -> assertThat(e.sources()).isEmpty());
    }

    @Test
    void file_empty_isRejected() {
        assertThat(EXPLAIN.file("e.json", " \n"))
                .singleElement()
                .satisfies(e -> assertThat(e.result()).isEqualTo(Result.REJECTED));
    }

    private record Facts() {}

    private record NoStep() implements Step {
        @Override
        public String action() {
            return "none";
        }

        @Override
        public List<ResourceRef> targets() {
            return List.of();
        }

        @Override
        public Map<String, Object> request() {
            return Map.of();
        }

        @Override
        public Map<String, Object> before() {
            return Map.of();
        }

        @Override
        public LogLocation logs() {
            return new LogLocation("", "", "");
        }
    }

    /** Aims at interfaces; explaining asks nothing else of a source. */
    private static class Interfaces implements LogSource<Facts, NoStep> {
        @Override
        public String id() {
            return "aws.interfaces";
        }

        @Override
        public Aim aim(Scope scope) {
            return new Aim("network-interface", scope.of(AwsType.NETWORK_INTERFACE), false, "it was touched");
        }

        @Override
        public Facts observe(Scope scope) {
            throw new AssertionError("offline");
        }

        @Override
        public Judge<Facts, NoStep> judge() {
            throw new AssertionError("offline");
        }

        @Override
        public NoStep narrow(NoStep step, List<ResourceRef> targets) {
            throw new AssertionError("offline");
        }

        @Override
        public Evidence enact(Approved<NoStep> step) {
            throw new AssertionError("offline");
        }

        @Override
        public Evidence verify(LedgerEntry entry) {
            throw new AssertionError("offline");
        }

        @Override
        public Restoration undo(LedgerEntry entry, Mode mode) {
            throw new AssertionError("offline");
        }
    }

    private static final class Nothing extends Interfaces {
        @Override
        public String id() {
            return "aws.nothing";
        }

        @Override
        public Aim aim(Scope scope) {
            return new Aim("planet", List.of(), false, "there is none");
        }
    }
}
