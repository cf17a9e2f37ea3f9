// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.LoadedModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinds of an application that is loaded apart from its libraries are found by the context class loader. */
class ProvidersTest {

    private static final String SERVICES = "META-INF/services/" + KindProvider.class.getName();

    @TempDir
    Path folder;

    /** A provider of the application. */
    public static final class Greeting implements KindProvider {

        /** For {@link java.util.ServiceLoader}. */
        public Greeting() {}

        @Override
        public List<Kind<?>> kinds() {
            return List.of(Role.MODEL.kind(
                    "greeting", "Says hello.", Type.object(), (settings, making) -> new Parts.Says("Hello.")));
        }
    }

    /** Loads some classes itself, like an application server. */
    private static final class Apart extends ClassLoader {

        private final Set<String> own;

        Apart(ClassLoader parent, Class<?>... own) {
            super(parent);
            this.own = Set.copyOf(List.of(own).stream().map(Class::getName).toList());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!own.contains(name)) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known != null ? known : defined(name);
        }

        private Class<?> defined(String name) {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = java.util.Objects.requireNonNull(in, name).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void theContextClassLoaderShowsTheKindsOfTheApplication() throws IOException {
        Path file = Files.writeString(folder.resolve("model.yaml"), "tokka: 1\nmodel: {greeting: }\n");

        inside(application(), () -> {
            try (LoadedModel model =
                    new ConfigLoader().withEnvironment(Map.of()).load(file)) {
                assertThat(model).hasToString("Hello.");
            }
        });
        assertThatThrownBy(() -> new ConfigLoader().load(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("but found 'greeting'");
    }

    @Test
    void aModelThatIsReloadedOnAnotherThreadKeepsThem() throws IOException {
        Path file = Files.writeString(folder.resolve("model.yaml"), "tokka: 1\nmodel: {greeting: }\n");
        List<ReloadableModel> loaded = new ArrayList<>();

        inside(application(), () -> loaded.add(new ConfigLoader().loadReloadable(file)));
        try (ReloadableModel model = loaded.get(0)) {
            Files.writeString(file, "tokka: 1\nmodel: {fallback: [{greeting: }, {greeting: }]}\n");
            model.reload();

            assertThat(model).asString().contains("Hello., Hello.");
        }
    }

    @Test
    void aProviderThatBothSeeIsAskedOnce() throws IOException {
        int library = Providers.found(Optional.empty()).size();

        assertThat(library).isPositive();
        assertThat(Providers.found(Optional.of(ConfigLoader.class.getClassLoader())))
                .hasSize(library);
        assertThat(Providers.found(Optional.of(application()))).hasSize(library + 1);
        // A jar that lies in both places: its classes are others, but their names are the same.
        ClassLoader twice = new Apart(application(), Greeting.class);
        assertThat(Providers.found(Optional.of(new Apart(twice, Greeting.class))))
                .hasSize(library + 1);
        Class<?> bridge = Providers.found(Optional.empty()).iterator().next().getClass();
        assertThat(Providers.found(Optional.of(new Apart(application(), bridge))))
                .hasSize(library + 1);
    }

    @Test
    void anotherCopyOfThisLibraryIsLeftAlone() throws IOException {
        int library = Providers.found(Optional.empty()).size();

        assertThat(Providers.found(Optional.of(new Apart(application(), KindProvider.class, Greeting.class))))
                .hasSize(library);
        assertThat(Providers.found(Optional.of(ClassLoader.getPlatformClassLoader())))
                .hasSize(library);
    }

    /** Returns the loader of an application: it alone names its provider. */
    private ClassLoader application() throws IOException {
        Path services = folder.resolve(SERVICES);
        Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services, Greeting.class.getName() + "\n");
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, ProvidersTest.class.getClassLoader());
    }

    private interface Action {
        void run() throws IOException;
    }

    private static void inside(ClassLoader application, Action action) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application);
        try {
            action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
