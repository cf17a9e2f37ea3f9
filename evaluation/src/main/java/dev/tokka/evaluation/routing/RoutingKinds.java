// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import dev.tokka.Embedder;
import dev.tokka.config.Kind;
import dev.tokka.config.KindProvider;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Offers the router {@code learned} to files of {@link dev.tokka.config}.
 *
 * <pre>{@code
 * route:
 *   by: {learned: {file: router.json, strategies: [base, retrieval]}}
 *   routes:
 *     base: {use: base}
 *     retrieval: {use: retrieval}
 * }</pre>
 *
 * <p>The strategies must be those of the router, the cheapest first, so that a router that was trained anew on others is
 * found where the file is loaded. A {@code digest} allows this one router alone.
 */
public final class RoutingKinds implements KindProvider {

    private static final Setting<Path> FILE =
            Setting.required("file", Type.file(), "The file of the router, as LearnedRouter.write writes it.");
    private static final Setting<List<String>> STRATEGIES = Setting.required(
            "strategies",
            Type.list(Type.text(), 2),
            "The strategies that the router must know, the cheapest first; they are the names of the routes.");
    private static final Setting<String> DIGEST = Setting.optional(
            "digest", Type.text(), "The digest that must stand in the file; another router is refused.");
    private static final Setting<Embedder> EMBEDDER = Setting.optional(
            "embedder", Type.part(Role.EMBEDDER), "With which the router learned, if it learned with one.");

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public RoutingKinds() {}

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Role.ROUTER.kind(
                "learned",
                "Sends a question to the cheapest strategy that is expected to be right, as learned from an"
                        + " experiment.",
                Type.object(FILE, STRATEGIES, DIGEST, EMBEDDER),
                (settings, making) -> learned(settings)));
    }

    private static LearnedRouter learned(Settings settings) {
        LearnedRouter router = read(settings.get(FILE), settings.find(EMBEDDER));
        String digest = settings.find(DIGEST).orElse(router.digest());
        if (!digest.equals(router.digest())) {
            throw new IllegalArgumentException(
                    "expected the router with the digest " + digest + " but found " + router.digest());
        }
        List<String> strategies = settings.get(STRATEGIES);
        if (!strategies.equals(router.strategies())) {
            throw new IllegalArgumentException(
                    "expected a router of the strategies " + strategies + " but found " + router.strategies());
        }
        return router;
    }

    private static LearnedRouter read(Path file, Optional<Embedder> embedder) {
        try {
            return embedder.isPresent() ? LearnedRouter.read(file, embedder.get()) : LearnedRouter.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the router cannot be read from " + file, e);
        }
    }
}
