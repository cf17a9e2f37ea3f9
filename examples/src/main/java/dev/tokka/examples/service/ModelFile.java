// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.config.ReloadListener;
import dev.tokka.config.ReloadableModel;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A model from a file that is followed: when the file has changed, the next question goes to what it says now. */
final class ModelFile implements ReloadListener, AutoCloseable {

    /** The variable by which a file names the index that the service has written. */
    private static final String INDEX = "TOKKA_INDEX";

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Path file;
    private final PrintStream out;
    private final ReloadableModel model;
    private final ScheduledExecutorService watcher =
            Executors.newSingleThreadScheduledExecutor(Daemons.named("model-file"));

    private ModelFile(Path file, PrintStream out, ReloadableModel model) {
        this.file = file;
        this.out = out;
        this.model = model;
    }

    /**
     * Loads the model and begins to follow its file.
     *
     * @param index the directory of the index, for {@code ${TOKKA_INDEX}} in the file
     * @param out is told what becomes of changes
     * @throws ConfigException if the file is not right
     */
    static ModelFile follow(Path file, Path index, PrintStream out) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put(INDEX, index.toAbsolutePath().toString());
        ReloadableModel model = new ConfigLoader().withEnvironment(environment).loadReloadable(file);
        ModelFile followed = new ModelFile(file, out, model);
        model.follow(followed.watcher, PERIOD, followed);
        return followed;
    }

    DomainModel model() {
        return model;
    }

    @Override
    public void reloaded(Description now) {
        out.println("Answers by " + model + ", as " + file + " says now");
    }

    @Override
    public void kept(ConfigException why) {
        out.println("The model stays as it is, because of what is wrong now:\n" + why.getMessage());
    }

    @Override
    public void close() {
        watcher.shutdownNow();
        model.close();
    }

    /** Returns the composition. */
    @Override
    public String toString() {
        return model.toString();
    }
}
