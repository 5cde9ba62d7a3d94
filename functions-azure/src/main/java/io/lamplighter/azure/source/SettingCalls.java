package io.lamplighter.azure.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.KnownFailure;
import io.lamplighter.azure.source.ArmCalls.Answer;
import io.lamplighter.events.Failure;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.shell.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The calls about diagnostic settings. */
public final class SettingCalls {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    /** What Azure says, with 400, of a type that sends no logs: https://github.com/hashicorp/terraform-provider-azurerm/issues/14392 */
    private static final String NO_LOGS = "ResourceTypeNotSupported";

    private final SettingApi api;
    private final ArmCalls arm;

    public SettingCalls(Clients clients, SettingApi api) {
        this.api = api;
        this.arm = new ArmCalls(clients);
    }

    /** The settings of a target. */
    public List<Setting> settings(ResourceRef target) {
        Answer answer = arm.get(api.settings(target), api.version());
        return answer.code().equals(NO_LOGS)
                ? List.of()
                : arm.pages(answer).stream().map(Setting::of).toList();
    }

    /** The logs that a target offers, sorted by name; none for a type that has none. */
    public List<Category> categories(ResourceRef target) {
        Answer answer = arm.get(api.categories(target), api.version());
        return answer.code().equals(NO_LOGS)
                ? List.of()
                : arm.pages(answer).stream()
                        .filter(c -> Json.text(c, "properties.categoryType").equalsIgnoreCase("Logs"))
                        .map(SettingCalls::category)
                        .sorted(Comparator.comparing(Category::name))
                        .toList();
    }

    private static Category category(JsonNode resource) {
        return new Category(
                Json.text(resource, "name"),
                Json.list(resource, "properties.categoryGroups").stream()
                        .map(g -> g.asText().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
    }

    /** One by its id, or null if it or its target is gone. */
    @Nullable Setting setting(String id) {
        Answer answer = arm.get(id, api.version());
        return answer.status() == NOT_FOUND ? null : Setting.of(answer.orThrow().body());
    }

    void put(String id, Map<String, Object> body) {
        Answer answer = arm.put(id, api.version(), body);
        Failure failure = answer.good() ? null : answer.failure();
        if (failure != null && answer.status() == CONFLICT && failure.kind() == Failure.Kind.INVALID) {
            // The same sink or a sixth setting: it was judged before, so somebody has made one since.
            throw new KnownFailure(
                    new Failure(Failure.Kind.CONFLICT, "somebody has set up logs there meanwhile: " + failure.why()),
                    null);
        }
        if (failure != null && failure.kind() == Failure.Kind.DENIED) {
            throw new KnownFailure(new Failure(failure.kind(), failure.why() + api.denied()), null);
        }
        answer.orThrow();
    }

    /** The call's own ids; what is gone already is as good. */
    List<String> delete(String id) {
        Answer answer = arm.delete(id, api.version());
        return answer.status() == NOT_FOUND
                ? answer.requests()
                : answer.orThrow().requests();
    }
}
