package io.lamplighter.azure.source.vnetflowlogs;

import com.azure.core.http.rest.Response;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.management.polling.PollResult;
import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.core.util.polling.SyncPoller;
import com.azure.json.JsonProviders;
import com.azure.resourcemanager.network.fluent.FlowLogsClient;
import com.azure.resourcemanager.network.fluent.NetworkManagementClient;
import com.azure.resourcemanager.network.fluent.models.FlowLogInner;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner;
import com.azure.resourcemanager.network.fluent.models.NetworkSecurityGroupInner;
import com.azure.resourcemanager.network.fluent.models.NetworkWatcherInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.models.FlowLogFormatParameters;
import com.azure.resourcemanager.network.models.ManagedServiceIdentity;
import com.azure.resourcemanager.network.models.RetentionPolicyParameters;
import com.azure.resourcemanager.network.models.TrafficAnalyticsConfigurationProperties;
import com.azure.resourcemanager.network.models.TrafficAnalyticsProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Correlation;
import io.lamplighter.azure.clients.KnownFailure;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.source.vnetflowlogs.ExistingFlowLog.Analytics;
import io.lamplighter.events.Failure;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** The calls, in one subscription: the SDK's types end here. */
final class FlowLogApi {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final NetworkManagementClient network;
    private final Duration pause;

    /**
     * @param pause between two looks where Azure does not say how long
     */
    FlowLogApi(NetworkManagementClient network, Duration pause) {
        this.network = network;
        this.pause = pause;
    }

    private FlowLogsClient logs() {
        return network.getFlowLogs();
    }

    /** The id of the network watcher of a location: there is one at most; empty where there is none. */
    String watcher(String location) {
        for (NetworkWatcherInner one : network.getNetworkWatchers().list()) {
            if (place(one.location()).equals(location)) {
                return id(one.id());
            }
        }
        return "";
    }

    /** Every flow log of a network watcher. */
    List<ExistingFlowLog> all(ArmId watcher) {
        return logs().list(watcher.group(), watcher.name()).stream()
                .map(FlowLogApi::existing)
                .toList();
    }

    /** Every virtual network of the subscription in a location. */
    List<ResourceRef> networks(String location) {
        List<ResourceRef> found = new ArrayList<>();
        network.getVirtualNetworks().list().forEach(n -> {
            ArmId id = ArmId.read(text(n.id()));
            if (id != null && place(n.location()).equals(location)) {
                found.add(id.at(location, Map.of()));
            }
        });
        return found;
    }

    /** The network security group of each network interface and subnet of the subscription that has one, all ids. */
    Map<String, String> guards() {
        Map<String, String> guards = new HashMap<>();
        for (NetworkSecurityGroupInner group :
                network.getNetworkSecurityGroups().list()) {
            String id = id(group.id());
            for (SubnetInner subnet : Objects.requireNonNullElse(group.subnets(), List.<SubnetInner>of())) {
                guards.put(id(subnet.id()), id);
            }
            for (NetworkInterfaceInner nic :
                    Objects.requireNonNullElse(group.networkInterfaces(), List.<NetworkInterfaceInner>of())) {
                guards.put(id(nic.id()), id);
            }
        }
        return guards;
    }

    /** The flow log of this name, or null. */
    @Nullable ExistingFlowLog get(ArmId watcher, String name) {
        try {
            return existing(logs().get(watcher.group(), watcher.name(), name));
        } catch (ManagementException e) {
            if (e.getResponse() != null && e.getResponse().getStatusCode() == NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    /** A PUT that Azure has taken and may still be at work on. */
    final class Creation {
        private final SyncPoller<PollResult<FlowLogInner>, FlowLogInner> poller;
        private final Correlation correlation;

        private Creation(SyncPoller<PollResult<FlowLogInner>, FlowLogInner> poller, Correlation correlation) {
            this.poller = poller.setPollInterval(pause);
            this.correlation = correlation;
        }

        /** Azure's ids of the PUT. */
        List<String> requests() {
            return correlation.ids();
        }

        /**
         * Follows it to its end and reads what it left.
         *
         * @throws KnownFailure if Azure could not make it, or does not tell; what is left of it may still be there
         */
        ExistingFlowLog follow() {
            var end = poller.waitForCompletion();
            if (!end.getStatus().equals(LongRunningOperationStatus.SUCCESSFULLY_COMPLETED)) {
                PollResult<FlowLogInner> result = end.getValue();
                throw new KnownFailure(failure(result == null ? null : result.getError()), null);
            }
            return existing(poller.getFinalResult());
        }

        private static Failure failure(PollResult.@Nullable Error error) {
            int status = error == null ? OK : error.getResponseStatusCode();
            JsonNode said = tree(error == null ? null : error.getResponseBody());
            Failure failure =
                    AzureFailures.item(status, Json.text(said, "error.code"), Json.text(said, "error.message"));
            return status == OK
                    // Azure's own reasons for this pass as often as not.
                    ? new Failure(Failure.Kind.UNAVAILABLE, "Azure took it and could not make it: " + failure.why())
                    : new Failure(failure.kind(), "it was set and could not be followed: " + failure.why());
        }

        private static JsonNode tree(@Nullable String body) {
            try {
                return Json.read(text(body));
            } catch (IOException e) {
                // Not from Azure itself: the status says enough.
                return Json.tree("");
            }
        }
    }

    /** Sends the PUT; one that is refused is thrown. */
    Creation create(ArmId watcher, String name, Map<String, Object> body) {
        try (var reader = JsonProviders.createReader(Json.write(body))) {
            Correlation correlation = new Correlation();
            return new Creation(
                    logs().beginCreateOrUpdate(
                                    watcher.group(),
                                    watcher.name(),
                                    name,
                                    FlowLogInner.fromJson(reader),
                                    correlation.context()),
                    correlation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the DELETE; Azure's ids of the call. */
    List<String> delete(ArmId watcher, String name) {
        Response<Flux<ByteBuffer>> answer = logs().deleteWithResponseAsync(watcher.group(), watcher.name(), name)
                .block();
        return answer == null ? List.of() : Correlation.of(answer.getHeaders());
    }

    /** Waits until it is gone; what is there instead if Azure has given up on it, or null. */
    @Nullable ExistingFlowLog gone(ArmId watcher, String name, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            ExistingFlowLog there = get(watcher, name);
            if (there == null || !there.state().equals("Deleting") || System.nanoTime() - end > 0) {
                return there;
            }
            Thread.sleep(pause);
        }
    }

    private static ExistingFlowLog existing(FlowLogInner log) {
        FlowLogFormatParameters format = log.format();
        RetentionPolicyParameters kept = log.retentionPolicy();
        return new ExistingFlowLog(
                id(log.id()),
                id(log.targetResourceId()),
                id(log.storageId()),
                Boolean.TRUE.equals(log.enabled()),
                text(log.provisioningState()),
                // https://learn.microsoft.com/azure/network-watcher/nsg-flow-logs-overview: 1 where none is said.
                format == null ? 1 : Objects.requireNonNullElse(format.version(), 1),
                kept == null || !Boolean.TRUE.equals(kept.enabled()) ? 0 : Objects.requireNonNullElse(kept.days(), 0),
                text(log.enabledFilteringCriteria()).strip(),
                text(log.recordTypes()).strip(),
                identities(log.identity()),
                analytics(log.flowAnalyticsConfiguration()),
                log.tags() == null ? Map.of() : log.tags());
    }

    private static List<String> identities(@Nullable ManagedServiceIdentity identity) {
        return identity == null || identity.userAssignedIdentities() == null
                ? List.of()
                : identity.userAssignedIdentities().keySet().stream()
                        .map(FlowLogApi::id)
                        .toList();
    }

    private static Analytics analytics(@Nullable TrafficAnalyticsProperties outer) {
        TrafficAnalyticsConfigurationProperties inner =
                outer == null ? null : outer.networkWatcherFlowAnalyticsConfiguration();
        // https://learn.microsoft.com/rest/api/network-watcher/flow-logs/create-or-update: 60 where none is said.
        return inner == null || !Boolean.TRUE.equals(inner.enabled())
                ? Analytics.OFF
                : new Analytics(
                        Objects.requireNonNullElse(inner.trafficAnalyticsInterval(), 60),
                        id(inner.workspaceResourceId()));
    }

    private static String id(@Nullable String id) {
        return text(id).toLowerCase(Locale.ROOT);
    }

    private static String place(@Nullable String location) {
        return text(location).toLowerCase(Locale.ROOT).replace(" ", "");
    }

    private static String text(@Nullable Object text) {
        return text == null ? "" : text.toString();
    }
}
