// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring.shadow;

import static java.util.Objects.requireNonNull;

import dev.tokka.governance.monitoring.Background;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs what a shadow does, and writes its report now and then, and when it is closed. */
final class ReportFile implements Executor, AutoCloseable {

    /** The name of the file. */
    static final String NAME = "shadow-report.json";

    private static final int EVERY = 100;

    private final Background background;
    private final Path file;
    private volatile @Nullable Shadow shadow;
    private int tasks; // of the one thread of the background

    ReportFile(Path directory, Background background) {
        this.file = requireNonNull(directory, "directory").resolve(NAME);
        this.background = requireNonNull(background, "background");
    }

    /** Says of which shadow the report is. */
    void watch(Shadow newShadow) {
        shadow = newShadow;
    }

    @Override
    public void execute(Runnable task) {
        background.execute(() -> {
            task.run();
            if (++tasks % EVERY == 0) {
                try {
                    write();
                } catch (UncheckedIOException e) {
                    return; // nobody hears of it here; the last writing, when this is closed, tells
                }
            }
        });
    }

    private void write() {
        Shadow watched = shadow;
        if (watched == null) {
            return;
        }
        Path aside = file.resolveSibling(NAME + ".new");
        try {
            Files.writeString(aside, watched.report().toJson());
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("expected a file that can be written: " + file, e);
        }
    }

    /** Ends the background and writes the report once more. */
    @Override
    public void close() {
        background.close();
        write();
    }
}
