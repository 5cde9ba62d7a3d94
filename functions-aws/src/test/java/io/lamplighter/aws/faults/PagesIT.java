package io.lamplighter.aws.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static io.lamplighter.aws.faults.BrokenAws.FLOW_LOGS;
import static io.lamplighter.aws.faults.BrokenAws.QUERY_LOGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.events.Failure.Kind;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.reliability.Delivered;
import io.lamplighter.reliability.Faults;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.FlowLogsResourceType;
import software.amazon.awssdk.services.ec2.model.LogDestinationType;
import software.amazon.awssdk.services.ec2.model.TrafficType;

/**
 * Answers in pages, which moto gives whole: the proxy cuts them as AWS does.
 *
 * <p>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeFlowLogs.html and
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ListResolverQueryLogConfigAssociations.html
 */
class PagesIT extends Faults<BrokenAws> {
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;
    private static final String NEXT = "page-2";
    private static final String TOKEN = "NextToken";
    private static final String ASSOCIATIONS = "ListResolverQueryLogConfigAssociations";
    private static final String LIST = "ResolverQueryLogConfigAssociations";

    @Override
    protected BrokenAws broken() {
        return new BrokenAws(BrokenAws.SETTINGS, 3);
    }

    /** Two VPCs that somebody else lit, the second of which is on the second page, and one that is dark. */
    @BeforeEach
    void lightTwoOfThree() {
        String theirs = "their-logs";
        cloud().tenant().direct().s3(Moto.ACCOUNT, Moto.REGION).createBucket(b -> b.bucket(theirs));
        cloud().tenant()
                .direct()
                .ec2(Moto.ACCOUNT, Moto.REGION)
                .createFlowLogs(f -> f.resourceType(FlowLogsResourceType.VPC)
                        .resourceIds(lit())
                        .trafficType(TrafficType.ALL)
                        .logDestinationType(LogDestinationType.S3)
                        .logDestination("arn:aws:s3:::" + theirs));
        var resolver = cloud().tenant().direct().resolver(Moto.ACCOUNT, Moto.REGION);
        String configuration = resolver.createResolverQueryLogConfig(
                        c -> c.name("theirs").creatorRequestId("by hand").destinationArn("arn:aws:s3:::" + theirs))
                .resolverQueryLogConfig()
                .id();
        lit().forEach(vpc -> resolver.associateResolverQueryLogConfig(
                a -> a.resolverQueryLogConfigId(configuration).resourceId(vpc)));
        cloud().proxy()
                .always(Call.query("DescribeFlowLogs").withRequestBody(containing("=resource-id")), this::flowLogs);
        cloud().proxy().always(Call.resolver(ASSOCIATIONS), this::associations);
    }

    private List<String> lit() {
        return cloud().tenant().vpcs().subList(0, 2);
    }

    private String dark() {
        return cloud().tenant().vpcs().getLast();
    }

    private ResponseDefinitionBuilder flowLogs(Request asked) throws IOException, InterruptedException {
        String all = asked.getBodyAsString();
        boolean first = !all.contains(TOKEN);
        String some = all.replaceAll("&NextToken=[^&]*", "").replaceAll("&Filter[.]1[.]Value[.][0-9]+=[^&]*", "");
        List<String> page = first ? List.of(lit().getFirst()) : List.of(lit().getLast(), dark());
        for (int i = 0; i < page.size(); i++) {
            some += "&Filter.1.Value.%d=%s".formatted(i + 1, page.get(i));
        }
        String answer = cloud().proxy().forward(asked, some);
        return Answer.xml(
                OK,
                first
                        ? answer.replace(
                                "</DescribeFlowLogsResponse>",
                                "<nextToken>" + NEXT + "</nextToken></DescribeFlowLogsResponse>")
                        : answer);
    }

    private ResponseDefinitionBuilder associations(Request asked) throws IOException, InterruptedException {
        boolean first = !asked.getBodyAsString().contains(TOKEN);
        JsonNode answer = Json.read(cloud().proxy().forward(asked, "{}"));
        ArrayNode all = (ArrayNode) answer.path(LIST);
        for (int at = all.size() - 1; at >= 0; at--) {
            if (first == (at > 0)) {
                all.remove(at);
            }
        }
        ((ObjectNode) answer).remove(TOKEN);
        if (first) {
            ((ObjectNode) answer).put(TOKEN, NEXT);
        }
        return Answer.json(OK, answer.toString());
    }

    @Test
    void respond_coverageComesInPages_isReadToTheEnd() throws Exception {
        Delivered delivered = respond();

        for (String source : List.of(FLOW_LOGS, QUERY_LOGS)) {
            assertThat(delivered.alreadyOn(source)).isEqualTo(lit());
            assertThat(delivered.turnedOn(source)).containsExactly(dark());
        }
        assertThat(cloud().proxy().count(Call.page("DescribeFlowLogs", NEXT))).isEqualTo(1);
        assertThat(delivered.failed()).isEmpty();
    }

    @Test
    void respond_theSecondPageFails_callsNothingDark() throws Exception {
        cloud().proxy()
                .always(
                        Call.page("DescribeFlowLogs", NEXT),
                        Answer.ec2(SERVER_ERROR, "InternalError", "An internal error has occurred."));
        cloud().proxy()
                .always(
                        Call.resolver(ASSOCIATIONS).withRequestBody(containing(NEXT)),
                        Answer.resolver("InvalidNextTokenException"));

        Delivered delivered = respond();

        assertThat(delivered.failed())
                .extracting(Outcome.Failed::source, f -> f.failure().kind())
                .containsExactlyInAnyOrder(tuple(FLOW_LOGS, Kind.UNAVAILABLE), tuple(QUERY_LOGS, Kind.INVALID));
        assertThat(delivered.failed())
                .allSatisfy(f -> assertThat(f.targets())
                        .extracting(ResourceRef::id)
                        .containsExactlyInAnyOrderElementsOf(cloud().tenant().vpcs()));
        assertThat(delivered.finding().outcomes()).hasSize(2);
        assertThat(delivered.again()).isTrue();
        assertThat(cloud().writes()).isZero();
    }
}
