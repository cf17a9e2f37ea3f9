// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static java.util.Objects.requireNonNull;

import dev.tokka.DomainModel;
import dev.tokka.LoadedModel;
import dev.tokka.ModelLoader;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Loads models from files, as the {@linkplain dev.tokka.config package} says.
 *
 * <pre>{@code
 * ConfigLoader loader = new ConfigLoader().withObservations(registry);
 * try (LoadedModel model = loader.load(Path.of("model.yaml"))) {
 *     Answer answer = model.answer("May I claim after 30 days?");
 * }
 * }</pre>
 *
 * <p>The kinds of parts are those of this module and of every {@link KindProvider} that the class loader of this library
 * sees, or the context class loader of the thread that creates this loader, whichever thread loads then. Immutable.
 */
public final class ConfigLoader implements ModelLoader {

    private final Map<String, String> environment;
    private final List<Kind<?>> own;
    private final Optional<ObservationRegistry> observations;
    private final Optional<ClassLoader> application;

    /** Creates a loader with the environment variables of this process, and the kinds that this thread's application offers. */
    public ConfigLoader() {
        this(
                System.getenv(),
                List.of(),
                Optional.empty(),
                Optional.ofNullable(Thread.currentThread().getContextClassLoader()));
    }

    private ConfigLoader(
            Map<String, String> environment,
            List<Kind<?>> own,
            Optional<ObservationRegistry> observations,
            Optional<ClassLoader> application) {
        this.environment = Map.copyOf(environment);
        this.own = List.copyOf(own);
        this.observations = observations;
        this.application = application;
    }

    /** Returns this loader with other environment variables. */
    public ConfigLoader withEnvironment(Map<String, String> newEnvironment) {
        return new ConfigLoader(newEnvironment, own, observations, application);
    }

    /** Returns this loader with these kinds too, for parts that only this program has. */
    public ConfigLoader withKinds(Kind<?>... kinds) {
        List<Kind<?>> all = Stream.concat(own.stream(), Stream.of(kinds)).toList();
        return new ConfigLoader(environment, all, observations, application);
    }

    /** Returns this loader with a registry for models that are {@code observed}. */
    public ConfigLoader withObservations(ObservationRegistry registry) {
        return new ConfigLoader(environment, own, Optional.of(registry), application);
    }

    /**
     * {@inheritDoc}
     *
     * <p>First the whole file is read and checked, and only then anything is opened. If that fails, what was opened is
     * closed again.
     *
     * @throws ConfigException with all that is wrong, and where
     * @throws IllegalStateException if two kinds of one role and name are offered
     */
    @Override
    public LoadedModel load(Path file) {
        return open(file);
    }

    /**
     * Loads a model that can follow its file.
     *
     * @throws ConfigException with all that is wrong, and where
     * @throws IllegalStateException if two kinds of one role and name are offered
     */
    public ReloadableModel loadReloadable(Path file) {
        return new ReloadableModel(this, requireNonNull(file, "file"));
    }

    /**
     * Returns the JSON schema, of draft 2020-12, of the files that this loader takes, for editors.
     *
     * @throws IllegalStateException if two kinds of one role and name are offered
     */
    public String schema() {
        return Schema.of(kinds());
    }

    FileModel open(Path file) {
        Problems problems = new Problems(requireNonNull(file, "file"));
        Named named = new Named();
        Reading reading = new Reading(Reading.directoryOf(file), environment, kinds(), named, problems);
        Optional<Plan<DomainModel>> plan =
                new NodeReader(problems).read(file).flatMap(root -> ConfigFile.read(root, reading));
        if (plan.isEmpty() || !problems.isEmpty()) {
            throw problems.exception();
        }
        return build(plan.get(), named, problems);
    }

    private FileModel build(Plan<DomainModel> plan, Named named, Problems problems) {
        Making making = new Making(environment);
        Optional<DomainModel> model = Optional.empty();
        try {
            model = plan.make(new Building(named, problems, making));
        } finally { // of errors too, such as a memory that is too small for a model
            if (model.isEmpty()) {
                close(making, problems);
            }
        }
        return new FileModel(model.orElseThrow(problems::exception), making);
    }

    private static void close(Making making, Problems problems) {
        try {
            making.close();
        } catch (RuntimeException e) {
            problems.add(Place.START, "what was opened could not be closed again: " + e.getMessage(), e);
        }
    }

    private Kinds kinds() {
        List<Kind<?>> all = new ArrayList<>();
        all.addAll(ModelKinds.all());
        all.addAll(ChoiceKinds.all());
        all.addAll(SpecializationKinds.all(observations));
        all.addAll(GuardKinds.all());
        Providers.found(application).forEach(provider -> all.addAll(provider.kinds()));
        all.addAll(own);
        return new Kinds(all);
    }
}
