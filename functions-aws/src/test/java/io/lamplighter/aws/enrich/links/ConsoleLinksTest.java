package io.lamplighter.aws.enrich.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.scope.Alerts;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Identity;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleLinksTest {
    @Test
    void links_findingInstanceAndKey_theConsolesPages() {
        ResourceRef instance = Alerts.ref(AwsType.INSTANCE, "i-0aa11bb22cc33dd44");

        Map<String, String> links = ConsoleLinks.links(
                Alerts.by(new Identity("access-key", "AKIAIOSFODNN7EXAMPLE"), instance),
                List.of(Alerts.scope(instance)));

        String console = "https://eu-west-1.console.aws.amazon.com/";
        assertThat(links)
                .containsEntry(
                        "GuardDuty finding",
                        console + "guardduty/home?region=eu-west-1#/findings?macros=current&fId=f0")
                .containsEntry("Detective finding", console + "detective/home?region=eu-west-1#findings/GuardDuty/f0")
                .containsEntry(
                        "Detective address 198.51.100.7",
                        console + "detective/home?region=eu-west-1#entities/IpAddress/198.51.100.7")
                .containsEntry(
                        "Detective instance i-0aa11bb22cc33dd44",
                        console + "detective/home?region=eu-west-1#entities/Ec2Instance/i-0aa11bb22cc33dd44")
                .containsEntry(
                        "i-0aa11bb22cc33dd44",
                        console + "ec2/home?region=eu-west-1#InstanceDetails:instanceId=i-0aa11bb22cc33dd44")
                .containsEntry(
                        "Event history of AKIAIOSFODNN7EXAMPLE",
                        console + "cloudtrailv2/home?region=eu-west-1#/events?AccessKeyId=AKIAIOSFODNN7EXAMPLE");
    }

    @Test
    void links_nameWithQuotesAndTags_encoded() {
        String name = "\"><script>alert(1)</script>\n ?#&%s{region}";

        String link = ConsoleLinks.links(Alerts.naming(), List.of(Alerts.scope(Alerts.ref(AwsType.BUCKET, name))))
                .getOrDefault(name, "");

        assertThat(link).doesNotContain("<", ">", "\"", "\n", " ", "{");
        assertThat(URI.create(link).getHost()).isEqualTo("eu-west-1.console.aws.amazon.com");
    }

    @ParameterizedTest
    @CsvSource({
        "us-gov-west-1, us-gov-west-1.console.amazonaws-us-gov.com, true",
        "cn-north-1, cn-north-1.console.amazonaws.cn, false",
        "ap-southeast-5, ap-southeast-5.console.aws.amazon.com, true"
    })
    void links_eachPartition_itsOwnConsole(String region, String host, boolean detective) {
        ResourceRef instance = new ResourceRef(AwsType.INSTANCE, "i-1", "111122223333", region);

        Map<String, String> links = ConsoleLinks.links(
                Alerts.naming(), List.of(new Scope("111122223333", region, Breadth.TOUCHED, List.of(instance))));

        assertThat(URI.create(links.getOrDefault("i-1", "")).getHost()).isEqualTo(host);
        assertThat(links.containsKey("Detective instance i-1")).isEqualTo(detective);
    }
}
