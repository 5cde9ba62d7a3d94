package io.lamplighter.azure.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Alert;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Indicator;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.shell.Corpus;
import io.lamplighter.shell.Explain;
import io.lamplighter.shell.Explain.Explanation;
import io.lamplighter.shell.Explain.Result;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every event of the collection of real ones, where it lies beside the project: read, ignored or rejected, none thrown. */
class CorpusTest {
    private final Corpus corpus = new Corpus(new Explain(Samples.events()::open, List.of(), a -> List.of()));

    /** The floor, where the collection is not at hand: every sample, the batches' records and lines one by one. */
    @Test
    void everySample_isAnswered() throws IOException {
        corpus.answers(Samples.ROOT.resolve("events/samples/azure"), 25, 13, 0);
    }

    @ParameterizedTest
    @CsvSource({
        // What tells of no call or of one that weakens nothing; those rejected have words for their subscriptions.
        "azure/activity-log, 6, 86, 3",
        // Those rejected are deletes with words for all ids.
        "azure/cloudevents, 0, 87, 2",
        // Samples and tests are ignored; of one the documented id has no type, and its subscription is taken.
        "azure/defender-alert, 38, 8, 0",
        "azure/defender-export, 0, 3, 0",
        "azure/entra-audit, 0, 19, 0",
        "azure/entra-signin, 0, 93, 0",
        "azure/eventgrid, 0, 71, 2",
        // One is about a machine in Azure, and two about a mailbox, whose user Entra's logs tell of; the others name
        // machines
        // elsewhere, or hold nothing but that there is an alert.
        "azure/graph-alert, 3, 6, 0",
        "azure/monitor-alert, 0, 1, 2",
        "azure/platform-and-activity-lines, 0, 24, 0",
    })
    void everyFile_isAnswered(String folder, int read, int ignored, int rejected) throws IOException {
        corpus.answers(folder, read, ignored, rejected);
    }

    /**
     * The same with subscriptions that can be and no sample's mark, as they are sent: what is found in them, so that a parser
     * that no more sees a kind of thing is seen.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "azure/activity-log | activity-log 6, defender 3 | ContainerService/managedClusters 2, Insights/diagnosticSettings 1, OperationalInsights/workspaces 3, Resources/subscriptions 1, security/alertssuppressionrules 2 | '' | api 6, ip 6, request-id 6",
                "azure/cloudevents | activity-log 2 | Storage/storageAccounts 2 | '' | api 2, ip 2, request-id 2",
                "azure/defender-alert | defender 33, sentinel 12 | Compute/virtualMachines 36, Resources/subscriptions 2, Security/locations/alerts 4 | user 2 | domain 1, host 36, ip 8",
                "azure/defender-export | defender 1 | Compute/virtualMachines 1, Resources/subscriptions 1 | user 1 | domain 1, host 1, ip 1",
                "azure/eventgrid | activity-log 2 | Storage/storageAccounts 2 | '' | api 2, ip 2, request-id 2",
                "azure/graph-alert | defender-xdr 3 | Compute/virtualMachines 1 | user 4 | hash 2, host 1",
                "azure/monitor-alert | monitor 1 | Resources/subscriptions 1 | user 1 | api 1, request-id 1",
            })
    void everyRepairedFile_namesWhatItHolds(
            String folder, String origins, String resources, String identities, String indicators) throws IOException {
        List<Alert> alerts = corpus.explained(folder, CorpusTest::repair).stream()
                .filter(e -> e.result() == Result.READ)
                .map(Explanation::alert)
                .map(Objects::requireNonNull)
                .toList();

        assertThat(List.of(
                        Corpus.tally(alerts.stream().map(Alert::origin)),
                        Corpus.tally(alerts.stream()
                                .flatMap(a -> a.resources().stream())
                                .map(ResourceRef::kind)
                                .map(k -> k.replaceFirst("^(?i)Microsoft\\.", ""))),
                        Corpus.tally(alerts.stream()
                                .flatMap(a -> a.identities().stream())
                                .map(Identity::kind)),
                        Corpus.tally(alerts.stream()
                                .flatMap(a -> a.indicators().stream())
                                .map(Indicator::kind))))
                .containsExactly(origins, resources, identities, indicators);
    }

    /** Those who published them put words for subscriptions and names, and made many as samples. */
    private static String repair(String text) {
        return text.replaceAll("(?i)(?<=/subscriptions/)[^/\"\\\\]+", Samples.SUBSCRIPTION)
                .replaceAll("(?i)(?<=\"subscriptionId\": \")[^\"]+", Samples.SUBSCRIPTION)
                .replaceAll("[{<]([a-z- ]+)[}>](?=[/\"])", "$1")
                .replaceAll("(?i)(?<=resource)-groups?(?=[/\"])", "group")
                .replace("\\\"SIMULATED_", "\\\"")
                .replace("SIMULATED_", "")
                .replaceAll("\\[(SAMPLE ALERT|Test Alert)]", "")
                .replace("THIS IS A SAMPLE ALERT: ", "")
                .replace(" test alert (not a threat)", "");
    }
}
