package io.lamplighter.azure.alert;

import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.scope.ArmId;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the settings send our logs: what is written there matters, though the event does not tell what. */
@Singleton
public final class LogPlaces {
    private final Set<String> places;

    public LogPlaces(Settings settings) {
        Set<String> all = new HashSet<>(settings.evidenceStores());
        if (settings.workspace() != null) {
            all.add(settings.workspace());
        }
        ArmId rule = settings.eventHubRule() == null ? null : ArmId.read(settings.eventHubRule());
        if (rule != null && rule.parent() != null) {
            all.add(rule.parent().text());
        }
        places = Set.copyOf(all);
    }

    /** Whether it is one of them, or lies in one. */
    boolean hold(@Nullable ArmId id) {
        for (ArmId up = id; up != null; up = up.parent()) {
            if (places.contains(up.text())) {
                return true;
            }
        }
        return false;
    }
}
