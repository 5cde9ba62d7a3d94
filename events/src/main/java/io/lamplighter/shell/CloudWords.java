package io.lamplighter.shell;

import java.util.ListResourceBundle;
import java.util.Map;
import java.util.ResourceBundle;

/**
 * How a cloud's people call things, for the help and its examples.
 *
 * @param cloud the verb that it is reached by
 * @param account what holds resources and is paid for
 * @param region where resources lie
 * @param resourceForms how a resource is named on the command line
 * @param someRegion a region, for an example
 * @param someSource a log source's id
 * @param someResource a resource
 * @param someResources two, if there is room
 * @param tableRegion what a region has to do with the table
 */
public record CloudWords(
        String cloud,
        String account,
        String region,
        String resourceForms,
        String someRegion,
        String someSource,
        String someResource,
        String someResources,
        String tableRegion) {
    public static final CloudWords AWS = new CloudWords(
            "aws",
            "account",
            "region",
            "an ARN, an id such as vpc-0123456789abcdef0, s3://BUCKET",
            "eu-central-1",
            "aws.vpc-flow-logs",
            "vpc-0123456789abcdef0",
            "i-0123456789abcdef0,s3://payroll",
            "Where the table is.");

    public static final CloudWords AZURE = new CloudWords(
            "azure",
            "subscription",
            "location",
            "its id, /subscriptions/…/resourceGroups/…/providers/…",
            "westeurope",
            "azure.vnet-flow-logs",
            "/subscriptions/…/web",
            "/subscriptions/…/web",
            "Not needed: LAMPLIGHTER_STORAGE says where the table is.");

    /** The words by their names, for {@code ${bundle:word.…}} in a description. */
    ResourceBundle bundle() {
        Map<String, String> words = Map.of(
                "word.cloud", cloud,
                "word.account", account,
                "word.region", region,
                "word.resourceForms", resourceForms,
                "word.someRegion", someRegion,
                "word.someSource", someSource,
                "word.someResource", someResource,
                "word.someResources", someResources,
                "word.tableRegion", tableRegion);
        return new ListResourceBundle() {
            @Override
            protected Object[][] getContents() {
                return words.entrySet().stream()
                        .map(w -> new Object[] {w.getKey(), w.getValue()})
                        .toArray(Object[][]::new);
            }
        };
    }
}
