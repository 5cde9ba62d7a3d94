package io.lamplighter.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Where a person sits: what is asked comes in, results go to {@code out}, all else to {@code err}.
 *
 * @param person whether somebody looks at {@code err}; progress is shown to nobody else
 * @param width columns of a line
 */
record Desk(InputStream in, PrintWriter out, PrintWriter err, boolean person, int width) {
    private static final int REFRESH_MILLIS = 200;

    /** The text of a file, or of the standard input for {@code -}. */
    String read(String file) {
        try {
            byte[] bytes = file.equals("-") ? in.readAllBytes() : Files.readAllBytes(Path.of(file));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + file, e);
        } catch (IOException e) {
            throw new IllegalArgumentException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Shows how far long work is; {@code whole} is -1 where that is not known. */
    Progress progress(String task, long whole) {
        return new Progress(
                person
                        ? new ProgressBarBuilder()
                                .setTaskName(task)
                                .setInitialMax(whole)
                                .setStyle(ProgressBarStyle.ASCII)
                                .setUpdateIntervalMillis(REFRESH_MILLIS)
                                .setMaxRenderedLength(width)
                                .clearDisplayOnFinish()
                                .build()
                        : null);
    }
}
