package io.lamplighter.azure.source.diagnosticsettings;

import static io.lamplighter.azure.source.SettingTenant.LOCATION;
import static io.lamplighter.azure.source.SettingTenant.STORE;
import static io.lamplighter.azure.source.SettingTenant.WORKSPACE;
import static io.lamplighter.azure.source.SettingTenant.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.clients.Settings;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Finding;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Restoration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What comes of calls that Azure refuses, and of what others made of ours. */
class DiagnosticSettingsFaultsTest extends FourVaults {
    // What Azure refuses.

    @Test
    void respond_oneOfManyIsDenied_lightsTheOthers() {
        arm.answerNext(LIST, 403, "AuthorizationFailed", "not there");
        Finding finding = loop.respond(Mode.ACT, touched(vault(0), vault(1), vault(2), vault(3)));
        assertThat(all(finding, Outcome.TurnedOn.class).stream().flatMap(o -> o.targets().stream()))
                .hasSize(3);
        assertThat(all(finding, Outcome.Failed.class)).singleElement().satisfies(f -> {
            assertThat(f.targets()).hasSize(1);
            assertThat(f.failure().kind()).isEqualTo(Failure.Kind.DENIED);
            assertThat(f.failure().why()).contains("its diagnostic settings could not be read", "not there");
        });
    }

    @Test
    void respond_oneOfManyWritesIsDenied_lightsTheOthers() {
        arm.answerNext(WRITE, 403, "LinkedAuthorizationFailed", "no listKeys on the workspace");
        Finding finding = loop.respond(Mode.ACT, touched(vault(0), vault(1)));
        assertThat(all(finding, Outcome.TurnedOn.class)).hasSize(1);
        assertThat(all(finding, Outcome.Failed.class))
                .singleElement()
                .satisfies(f -> assertThat(f.failure())
                        .isEqualTo(new Failure(
                                Failure.Kind.DENIED, "LinkedAuthorizationFailed: no listKeys on the workspace")));
    }

    @Test
    void respond_throttledOnce_waitsAndLights() {
        arm.throttleNext(CATEGORIES, 0);
        arm.throttleNext(WRITE, 0);
        assertThat(loop.respond(Mode.ACT, touched(vault(0))).outcomes())
                .singleElement()
                .isInstanceOf(Outcome.TurnedOn.class);
    }

    @Test
    void respond_sameSinkTakenMeanwhile_isAConflictThatTheNextDeliveryFindsCovered() {
        arm.answerNext(WRITE, 409, "Conflict", "Data sink is already used in diagnostic setting 'siem'");
        Finding first = loop.respond(Mode.ACT, touched(vault(0)));
        assertThat(all(first, Outcome.Failed.class)).singleElement().satisfies(f -> {
            assertThat(f.failure().kind()).isEqualTo(Failure.Kind.CONFLICT);
            assertThat(f.failure().why()).contains("meanwhile", "siem");
        });
        tenant.foreign(
                settings(vault(0)),
                "siem",
                Map.of("workspaceId", WORKSPACE),
                "AuditEvent",
                "AzurePolicyEvaluationDetails");
        assertThat(loop.respond(Mode.ACT, touched(vault(0))).outcomes())
                .singleElement()
                .isInstanceOf(Outcome.AlreadyOn.class);
    }

    @Test
    void respond_resourceIsLocked_saysSoAndIsNotWorthARetry() {
        arm.answerNext(WRITE, 409, "ScopeLocked", "The scope 'shop0' cannot perform write operation");
        assertNoRetry("a lock on it, or on what it lies in, forbids it: ScopeLocked: The scope 'shop0'");
    }

    @Test
    void respond_providerIsNotRegistered_saysSoAndIsNotWorthARetry() {
        arm.answerNext(WRITE, 409, "MissingSubscriptionRegistration", "register Microsoft.Insights");
        assertNoRetry("MissingSubscriptionRegistration: register Microsoft.Insights");
    }

    private void assertNoRetry(String said) {
        assertThat(all(loop.respond(Mode.ACT, touched(vault(0))), Outcome.Failed.class))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.failure().kind()).isEqualTo(Failure.Kind.INVALID);
                    assertThat(f.failure().why()).contains(said).doesNotContain("meanwhile");
                });
        assertThat(loop.entries(touched(vault(0))).getFirst().state()).isEqualTo(LedgerEntry.State.FAILED);
    }

    @Test
    void undo_resourceIsLocked_saysSoAndCanBeDoneOnceItIsNot() {
        loop.respond(Mode.ACT, touched(vault(0)));
        arm.answerNext(DELETE, 409, "ScopeLocked", "The scope 'shop0' cannot perform delete operation");
        assertThat(loop.undo(Mode.ACT, touched(vault(0))).values())
                .singleElement()
                .isInstanceOfSatisfying(
                        Restoration.Failed.class,
                        f -> assertThat(f.failure().why()).contains("a lock on it", "shop0"));
        assertThat(loop.undo(Mode.ACT, touched(vault(0))).values())
                .singleElement()
                .isInstanceOf(Restoration.Restored.class);
    }

    @Test
    void respond_resourceIsGone_isSaidOfItAlone() {
        arm.remove(vault(1).id());
        Finding finding = loop.respond(Mode.ACT, touched(vault(0), vault(1)));
        assertThat(all(finding, Outcome.TurnedOn.class)).hasSize(1);
        assertThat(all(finding, Outcome.Failed.class))
                .singleElement()
                .satisfies(f -> assertThat(f.failure().kind()).isEqualTo(Failure.Kind.GONE));
    }

    @Test
    void respond_typeTakesNoSettings_isRefusedWithoutFailure() {
        ResourceRef disk = ref("microsoft.compute/disks", GROUP + "microsoft.compute/disks/d", LOCATION);
        arm.put(disk.id(), LOCATION, Map.of());
        arm.offerNothing("microsoft.compute/disks");
        assertThat(loop.respond(Mode.ACT, touched(disk)).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.why()).contains("offers no logs"));
    }

    @Test
    void respond_storeIsInAnotherLocation_isRefusedAndNotSent() {
        arm.put(STORE, "northeurope", Map.of());
        loop = tenant.loop(DiagnosticSettings::new, Map.of(Settings.EVIDENCE_STORES, STORE));
        assertThat(loop.respond(Mode.ACT, touched(vault(0))).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(Outcome.Refused.class, r -> {
                    assertThat(r.rule()).isEqualTo("no-sink");
                    assertThat(r.why()).contains("there is no evidence store in " + LOCATION);
                });
        assertThat(calls()).doesNotContain(WRITE);
    }

    @Test
    void respond_storeCannotBeLookedAtForAMoment_isTriedAgain() {
        loop = tenant.loop(DiagnosticSettings::new, Map.of(Settings.EVIDENCE_STORES, STORE));
        IntStream.range(0, 4).forEach(i -> arm.throttleNext("Microsoft.Storage/storageAccounts/read", 0));
        assertThat(all(loop.respond(Mode.ACT, touched(vault(0))), Outcome.Failed.class))
                .singleElement()
                .satisfies(f -> assertThat(f.failure().kind().retryable()).isTrue());
        assertThat(loop.respond(Mode.ACT, touched(vault(0))).outcomes())
                .singleElement()
                .isInstanceOf(Outcome.TurnedOn.class);
    }

    // What becomes of ours.

    @Test
    void respond_somebodySwitchedACategoryOffInOurs_lightsItInASecondAndLeavesTheirs() {
        loop.respond(Mode.ACT, touched(vault(0)));
        LedgerEntry entry = loop.entries(touched(vault(0))).getFirst();
        tenant.foreign(
                settings(vault(0)), name(entry), Map.of("workspaceId", WORKSPACE), "AzurePolicyEvaluationDetails");
        Object theirs = arm.get(settings(vault(0)) + "/" + name(entry));
        assertThat(loop.respond(Mode.ACT, touched(vault(0))).outcomes())
                .singleElement()
                .isInstanceOf(Outcome.TurnedOn.class);
        assertThat(arm.get(settings(vault(0)) + "/" + name(entry))).isEqualTo(theirs);
    }

    private static String name(LedgerEntry entry) {
        String id = String.valueOf(entry.request().get("id"));
        return id.substring(id.lastIndexOf('/') + 1);
    }

    @Test
    void undo_resourceIsGone_findsNothingLeft() {
        loop.respond(Mode.ACT, touched(vault(0)));
        arm.remove(vault(0).id());
        arm.remove(String.valueOf(
                loop.entries(touched(vault(0))).getFirst().request().get("id")));
        assertThat(loop.undo(Mode.ACT, touched(vault(0))).values())
                .singleElement()
                .isInstanceOf(Restoration.NothingLeft.class);
    }

    @Test
    void undo_deleteIsDenied_failsAndCanBeDoneAgain() {
        loop.respond(Mode.ACT, touched(vault(0)));
        arm.deny(DELETE);
        assertThat(loop.undo(Mode.ACT, touched(vault(0))).values())
                .singleElement()
                .isInstanceOfSatisfying(
                        Restoration.Failed.class,
                        f -> assertThat(f.failure().kind()).isEqualTo(Failure.Kind.DENIED));
        arm.allow(DELETE);
        assertThat(loop.undo(Mode.ACT, touched(vault(0))).values())
                .singleElement()
                .isInstanceOf(Restoration.Restored.class);
    }

    @Test
    void entry_lit_namesTheSettingThatWasMade() {
        loop.respond(Mode.ACT, touched(vault(0)));
        LedgerEntry entry = loop.entries(touched(vault(0))).getFirst();
        assertThat(entry.made()).containsExactly(String.valueOf(entry.request().get("id")));
    }
}
