package io.lamplighter.azure.source;

import io.lamplighter.events.LogLocation;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Step;
import java.util.List;
import java.util.Map;

/**
 * One PUT of a diagnostic setting that was not there, of a name of its own: a PUT replaces what has its name.
 *
 * @param properties what the setting says
 * @param needs what has to be given first for it to be made and to send anything, for a person; empty for nothing
 */
public record SettingStep(
        SettingApi api, ResourceRef target, String name, Map<String, Object> properties, LogLocation logs, String needs)
        implements Step {
    static final String ID = "id";
    static final String BODY = "body";
    static final String PROPERTIES = "properties";

    public SettingStep {
        properties = Map.copyOf(properties);
    }

    @Override
    public String action() {
        return api.write();
    }

    @Override
    public List<ResourceRef> targets() {
        return List.of(target);
    }

    @Override
    public Map<String, Object> request() {
        return Map.of(ID, api.settings(target) + "/" + name, BODY, Map.of(PROPERTIES, properties));
    }

    @Override
    public Map<String, Object> before() {
        return Map.of();
    }
}
