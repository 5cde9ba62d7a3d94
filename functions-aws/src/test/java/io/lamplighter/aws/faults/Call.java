package io.lamplighter.aws.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;

import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;

/** Which call is meant, by what tells it on the wire. */
final class Call {
    private Call() {}

    /** EC2's and STS's query protocol: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html. */
    static RequestPatternBuilder query(String action) {
        return RequestPatternBuilder.newRequestPattern(RequestMethod.POST, anyUrl())
                .withRequestBody(containing("Action=" + action + "&"));
    }

    /** The same, for one page. */
    static RequestPatternBuilder page(String action, String token) {
        return query(action).withRequestBody(containing("NextToken=" + token));
    }

    static RequestPatternBuilder resolver(String operation) {
        return json("Route53Resolver." + operation);
    }

    static RequestPatternBuilder table(String operation) {
        return json("DynamoDB_20120810." + operation);
    }

    /** Every call to the central table. */
    static RequestPatternBuilder table() {
        return RequestPatternBuilder.newRequestPattern(RequestMethod.POST, anyUrl())
                .withHeader("X-Amz-Target", matching("DynamoDB_20120810[.].*"));
    }

    /** The JSON protocol: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html. */
    private static RequestPatternBuilder json(String target) {
        return RequestPatternBuilder.newRequestPattern(RequestMethod.POST, anyUrl())
                .withHeader("X-Amz-Target", equalTo(target));
    }

    /** https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html. */
    static RequestPatternBuilder handsOffMarks() {
        return json("ResourceGroupsTaggingAPI_20170126.GetResources");
    }

    static RequestPatternBuilder getLogging(String bucket) {
        return RequestPatternBuilder.newRequestPattern(RequestMethod.GET, urlMatching("/" + bucket + "[?]logging.*"));
    }

    static RequestPatternBuilder putLogging(String bucket) {
        return RequestPatternBuilder.newRequestPattern(RequestMethod.PUT, urlMatching("/" + bucket + "[?]logging.*"));
    }
}
