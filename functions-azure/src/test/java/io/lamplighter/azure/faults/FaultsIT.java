package io.lamplighter.azure.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Failure.Kind;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.reliability.Delivered;
import io.lamplighter.reliability.SourceFaults;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsIT extends SourceFaults<BrokenAzure> {
    @Override
    protected BrokenAzure broken() {
        return BrokenAzure.usual();
    }

    @Override
    protected List<String> writers() {
        return List.of(BrokenAzure.ACTIVITY, BrokenAzure.SETTINGS, BrokenAzure.FLOW_LOGS);
    }

    @Test
    void respond_eachSourceIsToldToComeBackInASecond_waitsAndAllIsOn() throws Exception {
        cloud().arm().throttleNext(BrokenAzure.FLOW_LOG_READ, 1);
        cloud().arm().throttleNext(BrokenAzure.SETTING_READ, 1);
        cloud().arm().throttleNext(BrokenAzure.FLOW_LOG_WRITE, 1);
        cloud().arm().throttleNext(BrokenAzure.SETTING_WRITE, 1);

        Delivered delivered = respond();

        assertTurnedOn(delivered, List.copyOf(cloud().dark().keySet()));
        assertWhole(delivered);
        assertThat(cloud().writes())
                .as("five writes, and two that were throttled")
                .isEqualTo(7);
    }

    @Test
    void respond_theWatcherIsBusyWithAnothersWrite_thatNetworkComesAgain() throws Exception {
        cloud().arm().answerNext(BrokenAzure.FLOW_LOG_WRITE, 409, "AnotherOperationInProgress", "in progress");

        Delivered first = respond();

        assertThat(first.failed()).singleElement().satisfies(f -> {
            assertThat(f.source()).isEqualTo(BrokenAzure.FLOW_LOGS);
            assertThat(f.failure().kind()).isEqualTo(Kind.CONFLICT);
        });
        assertThat(first.again()).isTrue();
        assertThat(cloud().lit(BrokenAzure.FLOW_LOGS)).hasSize(1);
        assertTurnedOn(first, others(BrokenAzure.FLOW_LOGS));
        assertWhole(redeliver());
    }

    @Test
    void respond_azureTakesAFlowLogAndCannotMakeIt_isMadeByTheRedelivery() throws Exception {
        cloud().arm().failNextOperation("StorageAccountNotReachable");

        Delivered first = respond();

        assertThat(first.failed()).singleElement().satisfies(f -> {
            assertThat(f.source()).isEqualTo(BrokenAzure.FLOW_LOGS);
            assertThat(f.failure().why()).contains("could not make it: StorageAccountNotReachable");
        });
        assertThat(first.again()).isTrue();
        assertTurnedOn(first, others(BrokenAzure.FLOW_LOGS));
        assertWhole(redeliver());
    }

    @Test
    void respond_oneVaultIsDenied_failsAloneAndDoesNotComeAgain() throws Exception {
        String vault = cloud().tenant().vaults().getFirst();
        cloud().arm().faults().refuses(BrokenAzure.SETTING_WRITE, vault, 403, "AuthorizationFailed");

        Delivered delivered = respond();

        delivered.onlyFailure(BrokenAzure.SETTINGS, Kind.DENIED, List.of(vault));
        assertThat(cloud().lit(BrokenAzure.SETTINGS))
                .containsExactly(cloud().tenant().vaults().getLast());
        assertTurnedOn(delivered, others(BrokenAzure.SETTINGS));
        assertThat(ledger(delivered).stream()
                        .filter(e -> e.targets().getFirst().id().equals(vault)))
                .singleElement()
                .satisfies(e -> assertThat(e.state()).isEqualTo(LedgerEntry.State.FAILED));
    }
}
