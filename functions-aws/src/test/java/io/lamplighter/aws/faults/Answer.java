package io.lamplighter.aws.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;

/** What AWS answers when something is wrong, as each service documents it. */
final class Answer {
    private static final int BAD_REQUEST = 400;
    private static final int DENIED = 403;
    private static final int UNAVAILABLE = 503;

    private Answer() {}

    /** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html: the body of an EC2 error. */
    static ResponseDefinitionBuilder ec2(int status, String code, String message) {
        return xml(status, """
                <?xml version="1.0" encoding="UTF-8"?>
                <Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors>\
                <RequestID>ea966190-f9aa-478e-9ede-example</RequestID></Response>""".formatted(code, message));
    }

    /** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/throttling.html: RequestLimitExceeded, with 503. */
    static ResponseDefinitionBuilder requestLimitExceeded() {
        return ec2(UNAVAILABLE, "RequestLimitExceeded", "Request limit exceeded.");
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html: the body of an S3 error and its codes. */
    static ResponseDefinitionBuilder s3(int status, String code, String message) {
        return xml(status, """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error><Code>%s</Code><Message>%s</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>""".formatted(code, message));
    }

    /** The same page: SlowDown, with 503. */
    static ResponseDefinitionBuilder slowDown() {
        return s3(UNAVAILABLE, "SlowDown", "Please reduce your request rate.");
    }

    /** The same page: AccessDenied, with 403. */
    static ResponseDefinitionBuilder accessDenied() {
        return s3(DENIED, "AccessDenied", "Access Denied");
    }

    /** https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html: AccessDenied, with 403. */
    static ResponseDefinitionBuilder assumeRoleDenied() {
        return xml(DENIED, """
                <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>\
                <Code>AccessDenied</Code><Message>not authorized to perform: sts:AssumeRole</Message></Error>\
                <RequestId>4c2d3444-example</RequestId></ErrorResponse>""");
    }

    /** https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ListResolverQueryLogConfigs.html. */
    static ResponseDefinitionBuilder throttlingException() {
        return json(BAD_REQUEST, "{\"__type\":\"ThrottlingException\",\"Message\":\"Rate exceeded\"}");
    }

    /** The same page: InternalServiceErrorException, with 400; and InvalidNextTokenException. */
    static ResponseDefinitionBuilder resolver(String code) {
        return json(BAD_REQUEST, "{\"__type\":\"%s\",\"Message\":\"said by the resolver\"}".formatted(code));
    }

    /** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html. */
    static ResponseDefinitionBuilder throughputExceeded() {
        return json(
                BAD_REQUEST,
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException\","
                        + "\"message\":\"The level of configured provisioned throughput for the table was exceeded.\"}");
    }

    /** The same page: AccessDeniedException, with 400, which is not sent again. */
    static ResponseDefinitionBuilder tableDenied() {
        return json(
                BAD_REQUEST,
                "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\",\"Message\":\"not authorized\"}");
    }

    /** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html: TransactionConflict. */
    static ResponseDefinitionBuilder transactionConflict() {
        return json(
                BAD_REQUEST,
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
                        + "\"Message\":\"Transaction cancelled, please refer cancellation reasons for specific reasons "
                        + "[TransactionConflict, None]\",\"CancellationReasons\":[{\"Code\":\"TransactionConflict\","
                        + "\"Message\":\"Transaction is ongoing for the item\"},{\"Code\":\"None\"}]}");
    }

    /** The connection goes before a byte of the answer: whether the call was carried out is not known. */
    static ResponseDefinitionBuilder reset() {
        return aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
    }

    static ResponseDefinitionBuilder xml(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/xml;charset=UTF-8")
                .withBody(body);
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/x-amz-json-1.1")
                .withBody(body);
    }
}
