package io.lamplighter.azure.source;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.ArmJson;
import io.lamplighter.azure.clients.ArmJson.Answer;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.KnownFailure;
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
    /**
     * What Azure says, with 409, of a sink that another setting names for the same category, as a setting that was made
     * since the look; 409 with another code, as of a lock, does not pass:
     * https://github.com/Azure/terraform-azurerm-avm-ptn-aiml-landing-zone/issues/19
     */
    private static final String TAKEN = "Conflict";

    /** What Azure says, with 400, of a type that sends no logs: https://github.com/hashicorp/terraform-provider-azurerm/issues/14392 */
    private static final String NO_LOGS = "ResourceTypeNotSupported";

    private static final int FORBIDDEN = 403;

    /** https://learn.microsoft.com/azure/role-based-access-control/troubleshooting: a right is missing on what the body names. */
    private static final String ON_ANOTHER = "LinkedAuthorizationFailed";

    private final SettingApi api;
    private final ArmJson arm;

    public SettingCalls(Clients clients, SettingApi api) {
        this.api = api;
        this.arm = new ArmJson(clients);
    }

    /** The settings of a target. */
    public List<Setting> settings(ResourceRef target) {
        Answer answer = granted(get(api.settings(target)));
        return answer.code().equals(NO_LOGS)
                ? List.of()
                : arm.all(answer).stream().map(Setting::of).toList();
    }

    /** The logs that a target offers, sorted by name; none for a type that has none. */
    public List<Category> categories(ResourceRef target) {
        Answer answer = granted(get(api.categories(target)));
        return answer.code().equals(NO_LOGS)
                ? List.of()
                : arm.all(answer).stream()
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
        Answer answer = get(id);
        return answer.gone() ? null : Setting.of(answer.orThrow().body());
    }

    /** The call's own ids. */
    List<String> put(String id, Map<String, Object> body) {
        Answer answer = granted(arm.call(HttpMethod.PUT, id, api.version(), body));
        Failure failure = answer.good() ? null : answer.failure();
        if (failure != null && answer.code().equals(TAKEN)) {
            // It was judged before, so somebody has made one since.
            throw new KnownFailure(
                    new Failure(Failure.Kind.CONFLICT, "somebody has set up logs there meanwhile: " + failure.why()),
                    null);
        }
        return answer.orThrow().requests();
    }

    /** The call's own ids; what is gone already is as good. */
    List<String> delete(String id) {
        Answer answer = arm.call(HttpMethod.DELETE, id, api.version(), null);
        return answer.gone() ? answer.requests() : answer.orThrow().requests();
    }

    /**
     * The answer, unless it says that the grant of the whole API is missing.
     *
     * @throws GrantMissing if so; what is missing on a place that logs go to is another matter
     */
    private Answer granted(Answer answer) {
        if (!api.grant().isEmpty()
                && answer.status() == FORBIDDEN
                && !answer.code().equals(ON_ANOTHER)) {
            throw new GrantMissing(answer.failure());
        }
        return answer;
    }

    private Answer get(String id) {
        return arm.call(HttpMethod.GET, id, api.version(), null);
    }
}
