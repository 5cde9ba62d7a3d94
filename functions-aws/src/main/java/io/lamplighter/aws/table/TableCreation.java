package io.lamplighter.aws.table;

import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Makes the central table where no stack does: for the demo and for tests. */
@Singleton
public final class TableCreation {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int POLLS = 120;

    private final Clients clients;
    private final CentralTable schema;

    public TableCreation(Clients clients, Settings settings) {
        this.clients = clients;
        this.schema = CentralTable.named(settings.table());
    }

    /** Makes the table, unless it is there, and waits until it takes writes. */
    public void create() {
        DynamoDbClient client = clients.table();
        try {
            client.createTable(r -> r.tableName(schema.name())
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(schema.attributes().stream()
                            .map(TableCreation::definition)
                            .toList())
                    .keySchema(key(schema.key()))
                    .globalSecondaryIndexes(
                            schema.indexes().stream().map(TableCreation::index).toList()));
        } catch (ResourceInUseException e) {
            // It is there, or somebody is just making it.
        }
        client.waiter()
                .waitUntilTableExists(
                        r -> r.tableName(schema.name()),
                        o -> o.maxAttempts(POLLS).backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(POLL)));
    }

    private static AttributeDefinition definition(CentralTable.Attribute attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute.name())
                .attributeType(
                        switch (attribute.type()) {
                            case TEXT -> ScalarAttributeType.S;
                            case NUMBER -> ScalarAttributeType.N;
                        })
                .build();
    }

    private static List<KeySchemaElement> key(CentralTable.Key key) {
        return List.of(
                KeySchemaElement.builder()
                        .attributeName(key.partition().name())
                        .keyType(KeyType.HASH)
                        .build(),
                KeySchemaElement.builder()
                        .attributeName(key.sort().name())
                        .keyType(KeyType.RANGE)
                        .build());
    }

    private static GlobalSecondaryIndex index(CentralTable.Index index) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(key(index.key()))
                .projection(p -> p.projectionType(
                        switch (index.holds()) {
                            case KEYS -> ProjectionType.KEYS_ONLY;
                            case WHOLE_ITEMS -> ProjectionType.ALL;
                        }))
                .build();
    }
}
