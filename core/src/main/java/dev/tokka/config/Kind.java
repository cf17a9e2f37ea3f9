// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.Optional;

/**
 * One sort of part that can stand in a file: the one declaration of its settings, from which come the checks, the
 * reading and the JSON schema.
 *
 * <pre>{@code
 * private static final Setting<String> TEXT = Setting.required("text", Type.text(), "What it always replies.");
 *
 * Kind<DomainModel> constant = Role.MODEL.kind("constant", "Always replies the same.", Type.object(TEXT),
 *         (settings, making) -> new Constant(settings.get(TEXT)));
 * }</pre>
 *
 * <p>In a file this is {@code constant: {text: "Please call us."}}.
 *
 * @param <T> the type of the part
 */
public final class Kind<T> {

    private final Role<T> role;
    private final Title title;
    private final Type<T> type;

    /**
     * Makes a part of its settings.
     *
     * @param <S> the type of the settings
     * @param <T> the type of the part
     */
    @FunctionalInterface
    public interface Maker<S, T> {

        /**
         * Returns the part.
         *
         * @param settings as they stand in the file, checked; parts among them are made
         * @param making takes what is opened
         * @throws RuntimeException if it cannot be made; the message is shown to people, with the place in the file
         */
        T make(S settings, Making making);
    }

    /** What it is called and what it does. */
    record Title(String name, String description) {

        Title {
            Checks.requireText(name, "name");
            Checks.requireText(description, "description");
        }
    }

    private Kind(Role<T> role, Title title, Type<T> type) {
        this.role = role;
        this.title = title;
        this.type = type;
    }

    static <S, T> Kind<T> of(Role<T> role, Title title, Type<S> settings, Maker<? super S, ? extends T> maker) {
        requireNonNull(maker, "maker");
        return new Kind<>(
                role,
                title,
                new Type<>(
                        (node, reading) -> settings.read(node, reading)
                                .map(plan -> building -> plan.make(building)
                                        .flatMap(value -> building.attempt(
                                                node.place(),
                                                title.name(),
                                                () -> maker.make(value, building.making())))),
                        settings::schema));
    }

    /**
     * Returns this kind, which needs a jar that an application may not have.
     *
     * @param artifact such as {@code "dev.langchain4j:langchain4j-ollama"}, to tell whoever uses the kind without it
     */
    public Kind<T> needing(String artifact) {
        Checks.requireText(artifact, "artifact");
        Type.Reader<T> told = (node, reading) -> type.read(node, reading).map(plan -> building -> {
            try {
                return plan.make(building);
            } catch (NoClassDefFoundError e) {
                return building.attempt(node.place(), title.name(), () -> {
                    throw new IllegalStateException(
                            "expected the dependency " + artifact + " but it is missing: add it", e);
                });
            }
        });
        return new Kind<>(role, title, new Type<>(told, type::schema));
    }

    /** Returns the role of such parts. */
    public Role<T> role() {
        return role;
    }

    /** Returns the key that stands for it in files. */
    public String name() {
        return title.name();
    }

    /** Returns what it does. */
    public String description() {
        return title.description();
    }

    Optional<Plan<T>> read(Node node, Reading reading) {
        return type.read(node, reading);
    }

    Type<T> type() {
        return type;
    }

    @Override
    public String toString() {
        return role.name() + " " + name();
    }
}
