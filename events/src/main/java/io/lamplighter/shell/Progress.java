package io.lamplighter.shell;

import io.lamplighter.events.Scope;
import io.lamplighter.events.Watch;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** A line that moves while logs are looked at. */
final class Progress implements Watch, AutoCloseable {
    private final @Nullable ProgressBar bar;

    Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    @Override
    public void looking(String source, Scope scope) {
        if (bar != null) {
            bar.setExtraMessage(Plain.of(" " + scope.region() + " " + source));
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
