package io.lamplighter.azure.scope;

import com.azure.resourcemanager.resourcegraph.fluent.models.QueryResponseInner;
import com.azure.resourcemanager.resourcegraph.models.QueryRequest;
import com.azure.resourcemanager.resourcegraph.models.QueryRequestOptions;
import com.azure.resourcemanager.resourcegraph.models.ResultFormat;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.shell.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Azure Resource Graph: one query over many subscriptions, by pages.
 *
 * <p>It takes 15 queries in 5 seconds and is seconds to minutes behind (handbook C9), so that who needs certainty asks for
 * the resource itself. It shows only what its caller may read.
 */
public final class Graph {
    /** https://learn.microsoft.com/azure/governance/resource-graph/concepts/work-with-data */
    private static final int PAGE = 1000;

    /** What a query may carry between quotes: nothing that ends them or begins an escape. */
    private static final Pattern PLAIN = Pattern.compile("[^'\\\\\\p{Cntrl}]+");

    private final Clients clients;

    public Graph(Clients clients) {
        this.clients = clients;
    }

    /** The rows of a query, and whether there are more than were read. */
    public record Rows(List<JsonNode> values, boolean more) {
        public Rows {
            values = List.copyOf(values);
        }
    }

    /** Whether a query can name it: an id with an apostrophe, which few types allow, is asked for without one. */
    public static boolean takes(String text) {
        return PLAIN.matcher(text).matches();
    }

    /**
     * Texts as the list of an {@code in~}.
     *
     * @throws IllegalArgumentException for one that {@link #takes} does not take: what an event named must not become a
     *     part of a query
     */
    public static String list(Collection<String> texts) {
        return texts.stream().map(Graph::quoted).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String quoted(String text) {
        if (!takes(text)) {
            throw new IllegalArgumentException("not for a query");
        }
        return "'" + text + "'";
    }

    /**
     * Asks a query.
     *
     * @param query must have {@code id} in its rows and an order, which paging needs
     * @param subscriptions where it looks
     * @param pages at most so many
     */
    public Rows rows(String query, Collection<String> subscriptions, int pages) {
        List<JsonNode> rows = new ArrayList<>();
        String token = null;
        int page = 0;
        do {
            QueryResponseInner answer = clients.resourceGraph()
                    .getResourceProviders()
                    .resources(new QueryRequest()
                            .withQuery(query)
                            .withSubscriptions(List.copyOf(subscriptions))
                            .withOptions(new QueryRequestOptions()
                                    .withTop(PAGE)
                                    .withSkipToken(token)
                                    .withResultFormat(ResultFormat.OBJECT_ARRAY)));
            Json.tree(answer.data()).forEach(rows::add);
            token = answer.skipToken();
            page++;
        } while (token != null && !token.isEmpty() && page < pages);
        return new Rows(rows, token != null && !token.isEmpty());
    }
}
