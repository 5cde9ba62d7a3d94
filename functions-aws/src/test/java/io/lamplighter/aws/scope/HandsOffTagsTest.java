package io.lamplighter.aws.scope;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Home;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Scope;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class HandsOffTagsTest {
    private static final String ACCOUNT = "111122223333";
    private static final Scope SCOPE = new Scope(ACCOUNT, "eu-central-1", Breadth.TOUCHED, List.of());

    @RegisterExtension
    private static final WireMockExtension AWS = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    private static HandsOffTags tags() {
        return new HandsOffTags(new Clients(
                URI.create(AWS.baseUrl()),
                new Home(ACCOUNT, "eu-central-1"),
                Settings.from(Map.of()),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))));
    }

    private static String page(String token, String... arns) {
        return "{\"PaginationToken\":\"%s\",\"ResourceTagMappingList\":[%s]}"
                .formatted(
                        token,
                        String.join(
                                ",",
                                List.of(arns).stream()
                                        .map(a -> "{\"ResourceARN\":\"%s\",\"Tags\":[]}".formatted(a))
                                        .toList()));
    }

    @Test
    void in_severalPages_readsThemAllWithTheTagsKeyOnly() {
        // An empty page may carry a token (API_GetResources.html).
        AWS.stubFor(post(anyUrl())
                .withRequestBody(matchingJsonPath("$.PaginationToken", absent()))
                .willReturn(okJson(page("two"))));
        AWS.stubFor(post(anyUrl())
                .withRequestBody(matchingJsonPath("$[?(@.PaginationToken == 'two')]"))
                .willReturn(okJson(page("three", "arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-0a1"))));
        AWS.stubFor(post(anyUrl())
                .withRequestBody(matchingJsonPath("$[?(@.PaginationToken == 'three')]"))
                .willReturn(okJson(page("", "arn:aws:s3:::payroll"))));

        assertThat(tags().in(SCOPE))
                .containsExactlyInAnyOrder(
                        "arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-0a1",
                        "vpc-0a1",
                        "arn:aws:s3:::payroll",
                        "payroll");
        AWS.verify(
                1,
                postRequestedFor(anyUrl())
                        .withRequestBody(equalToJson(
                                "{\"TagFilters\":[{\"Key\":\"lamplighter:hands-off\"}],\"ResourcesPerPage\":100}")));
    }

    @Test
    void in_denied_throwsWhatTheLoopReadsAsDenied() {
        AWS.stubFor(post(anyUrl())
                .willReturn(aResponse().withStatus(400).withBody("{\"__type\":\"AccessDeniedException\"}")));
        assertThatThrownBy(() -> tags().in(SCOPE))
                .satisfies(e -> assertThat(new AwsFailures().read(e).kind()).isEqualTo(Failure.Kind.DENIED));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-0a1, vpc-0a1",
        "arn:aws:ec2:eu-central-1:111122223333:subnet/subnet-0a1, subnet-0a1",
        "arn:aws:ec2:eu-central-1:111122223333:network-interface/eni-0a1, eni-0a1",
        "arn:aws:ec2:eu-central-1:111122223333:instance/i-0a1, i-0a1",
        "arn:aws-cn:s3:::logs.example.cn, logs.example.cn",
    })
    void addIds_whatACallNamesByAnId_isKnownByItToo(String arn, String id) {
        Set<String> ids = new HashSet<>();
        HandsOffTags.addIds(arn, ids);
        assertThat(ids).containsExactlyInAnyOrder(arn, id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:lambda:eu-central-1:111122223333:function:payroll",
                "arn:aws:rds:eu-central-1:111122223333:db:payroll",
                "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/payroll/50dc6c495c0c9188",
                "arn:aws:sns",
                "payroll",
                "",
                "::::"
            })
    void addIds_anyOtherArn_isKnownAsItIs(String arn) {
        Set<String> ids = new HashSet<>();
        HandsOffTags.addIds(arn, ids);
        assertThat(ids).containsExactly(arn);
    }
}
