package io.lamplighter.aws.clients;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.StsClient;

/** Who we are: told by the function's own ARN, or asked where a person runs it. */
public final class Caller {
    private static final Pattern FUNCTION = Pattern.compile("arn:[a-z-]+:lambda:([a-z0-9-]+):(\\d{12}):.*");

    private Caller() {}

    /**
     * The home of a running function, without a call.
     *
     * @throws IllegalArgumentException if it is not a function's ARN
     */
    public static Home ofFunction(String functionArn) {
        Matcher arn = FUNCTION.matcher(functionArn);
        if (!arn.matches()) {
            throw new IllegalArgumentException("not the ARN of a function: " + functionArn);
        }
        return new Home(arn.group(2), arn.group(1));
    }

    /**
     * The home of a person's credentials; one call, {@code sts:GetCallerIdentity}, which needs no permission.
     *
     * @param otherwise the region if neither the environment nor the profile names one; may be empty
     * @throws IllegalArgumentException if no region is named anywhere
     */
    public static Home ofCredentials(String otherwise) {
        String home = regionOf(System.getenv(), otherwise);
        try (StsClient sts = StsClient.builder()
                .region(Region.of(home))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            return new Home(sts.getCallerIdentity().account(), home);
        }
    }

    /** Whether the SDK knows a region of this name; without a call. */
    public static boolean knows(String region) {
        return Region.regions().contains(Region.of(region));
    }

    /** Every region that is on in the own account; one call, {@code ec2:DescribeRegions}, of the person's own. */
    public static List<String> regions(Clients clients) {
        return clients
                .ec2(clients.home().account(), clients.home().region())
                .describeRegions(r -> r.allRegions(false))
                .regions()
                .stream()
                .map(software.amazon.awssdk.services.ec2.model.Region::regionName)
                .sorted()
                .toList();
    }

    private static String regionOf(Map<String, String> environment, String otherwise) {
        String named = environment.getOrDefault("AWS_REGION", "");
        if (!named.isEmpty()) {
            return named;
        }
        try {
            return new DefaultAwsRegionProviderChain().getRegion().id();
        } catch (SdkClientException e) {
            if (!otherwise.isEmpty()) {
                return otherwise;
            }
            throw new IllegalArgumentException(
                    "no region is named: give --region, or set AWS_REGION or a profile's", e);
        }
    }
}
