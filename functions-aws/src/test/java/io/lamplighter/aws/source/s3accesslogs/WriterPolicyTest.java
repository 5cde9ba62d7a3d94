package io.lamplighter.aws.source.s3accesslogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.source.s3accesslogs.AccessLogFacts.TargetSeen;
import io.lamplighter.aws.source.s3accesslogs.AccessLogFacts.TargetSeen.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies of a bucket {@code logs} for the logs of {@code web} of account 111122223333 below {@code web/}. */
class WriterPolicyTest {
    private static final WriterPolicy.Writing WRITING =
            new WriterPolicy.Writing("aws", "111122223333", "web", "logs", "web/");

    private static TargetSeen read(String statements) {
        return WriterPolicy.read("{\"Statement\": %s}".formatted(statements), WRITING);
    }

    private static String allow(String rest) {
        return """
                {"Effect": "Allow", "Principal": {"Service": "logging.s3.amazonaws.com"}, "Action": "s3:PutObject", %s}""".formatted(rest);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/*"} | ADMITS
                    [{"Effect":"Allow","Principal":{"Service":["a","logging.s3.amazonaws.com"]},"Action":["s3:Put*"],"Resource":["arn:aws:s3:::logs","arn:aws:s3:::logs/*"]}] | ADMITS
                    [{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}] | ADMITS
                    [{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:GetObject","Resource":"*"}] | UNREADABLE
                    [{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}},{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/*"}] | ADMITS
                    [{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject","Resource":"*"}] | REFUSES
                    [{"Effect":"Deny","Principal":"*","Action":"*","Resource":"arn:aws:s3:::logs/other/*"},{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject","Resource":"*"}] | ADMITS
                    [{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"s3:DeleteBucket","Resource":"*"}] | UNREADABLE
                    [{"Effect":"Allow","NotPrincipal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"s3:PutObject","Resource":"*"}] | UNCLEAR
                    [] | UNREADABLE
                    not json | UNREADABLE
                    """)
    void read_statements_table(String statements, State expected) {
        assertThat(read(statements).state()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    arn:aws:s3:::logs/*                        | ADMITS
                    arn:aws:s3:::logs/web/*                    | ADMITS
                    arn:aws:s3:::logs/web*                     | ADMITS
                    arn:aws:s3:::log?/web/*                    | ADMITS
                    *                                          | ADMITS
                    arn:aws:s3:::logs/api/*                    | UNREADABLE
                    arn:aws:s3:::logs/web/2025*                | UNREADABLE
                    arn:aws:s3:::logs                          | UNREADABLE
                    arn:aws:s3:::other/*                       | UNREADABLE
                    arn:aws-cn:s3:::logs/*                     | UNREADABLE
                    arn:aws:s3:::logs/${aws:SourceAccount}/*   | UNCLEAR
                    """)
    void read_resource_hasToHoldAllBelowThePrefix(String resource, State expected) {
        assertThat(read(allow("\"Resource\": \"%s\"".formatted(resource))).state())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"StringEquals":{"aws:SourceAccount":"111122223333"}}                                       | ADMITS
                    {"StringEquals":{"aws:SourceAccount":["444455556666","111122223333"]}}                      | ADMITS
                    {"StringEquals":{"AWS:sourceaccount":"111122223333"}}                                       | ADMITS
                    {"StringLike":{"aws:SourceAccount":"1111*"}}                                                | ADMITS
                    {"StringEquals":{"aws:SourceAccount":"444455556666"}}                                       | UNREADABLE
                    {"StringEquals":{"aws:SourceAccount":"1111*"}}                                              | UNREADABLE
                    {"ArnLike":{"aws:SourceArn":"arn:aws:s3:::web"}}                                            | ADMITS
                    {"ArnLike":{"aws:SourceArn":"arn:aws:s3:::w*"}}                                             | ADMITS
                    {"ArnEquals":{"aws:SourceArn":"arn:aws:s3:::*"}}                                            | ADMITS
                    {"ArnLike":{"aws:SourceArn":"arn:*"}}                                                       | UNREADABLE
                    {"StringEquals":{"aws:SourceArn":"arn:aws:s3:::web"}}                                       | ADMITS
                    {"StringEquals":{"aws:SourceArn":"arn:aws:s3:::*"}}                                         | UNREADABLE
                    {"ArnLike":{"aws:SourceArn":"arn:aws:s3:::api"}}                                            | UNREADABLE
                    {"ArnLike":{"aws:SourceArn":"arn:aws:s3:::web"},"StringEquals":{"aws:SourceAccount":"444455556666"}} | UNREADABLE
                    {"ArnLike":{"aws:SourceArn":"arn:aws:s3:::web"},"StringEquals":{"aws:SourceAccount":"111122223333"}} | ADMITS
                    {"ArnLike":{"aws:SourceArn":"arn:aws:s3:::${aws:PrincipalTag/team}"}}                       | UNCLEAR
                    {"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control"}}                               | UNCLEAR
                    {"StringEqualsIfExists":{"aws:SourceAccount":"111122223333"}}                               | UNCLEAR
                    {"ArnLike":{"aws:SourceArn":"arn:aws:s3:::api"},"Bool":{"aws:SecureTransport":"true"}}      | UNREADABLE
                    """)
    void read_condition_decidesOrDoesNotTell(String condition, State expected) {
        assertThat(read(allow("\"Resource\": \"*\", \"Condition\": " + condition))
                        .state())
                .isEqualTo(expected);
    }

    @Test
    void read_admitsAnotherBucketOnly_saysOfWhichItDoesNot() {
        assertThat(read(allow("\"Resource\": \"arn:aws:s3:::logs/api/*\"")).why())
                .isEqualTo("its policy lets logging.s3.amazonaws.com write, but not the logs of web below \"web/\"");
    }

    @Test
    void read_oneStatementUnclearAndAnotherPlain_admits() {
        assertThat(read("[%s, %s]"
                                .formatted(
                                        allow("\"Resource\": \"*\", \"Condition\": {\"Null\": {\"a\": \"true\"}}"),
                                        allow("\"Resource\": \"arn:aws:s3:::logs/web/*\"")))
                        .state())
                .isEqualTo(State.ADMITS);
    }
}
