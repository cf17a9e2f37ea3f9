// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static java.util.Objects.requireNonNull;

import dev.tokka.Acceptance;
import dev.tokka.Checks;
import dev.tokka.DomainModel;
import dev.tokka.Embedder;
import dev.tokka.Retriever;
import dev.tokka.Router;
import dev.tokka.Specialization;

/**
 * What a part of a file is for. Each place in a file takes parts of one role, whichever module offers them.
 *
 * @param <T> the type of such parts
 * @param name unique among roles, as in the JSON schema; not blank
 * @param type of such parts
 */
public record Role<T>(String name, Class<T> type) {

    /** What answers. */
    public static final Role<DomainModel> MODEL = new Role<>("model", DomainModel.class);

    /** What stands under {@code with}. */
    public static final Role<Specialization> SPECIALIZATION = new Role<>("specialization", Specialization.class);

    /** What finds passages. */
    public static final Role<Retriever> RETRIEVER = new Role<>("retriever", Retriever.class);

    /** What turns texts into vectors. */
    public static final Role<Embedder> EMBEDDER = new Role<>("embedder", Embedder.class);

    /** What chooses a route. */
    public static final Role<Router> ROUTER = new Role<>("router", Router.class);

    /** What says whether a reply is good enough. */
    public static final Role<Acceptance> ACCEPTANCE = new Role<>("acceptance", Acceptance.class);

    /** Checks that the name is not blank. */
    public Role {
        Checks.requireText(name, "name");
        requireNonNull(type, "type");
    }

    /**
     * Returns a kind of part with this role.
     *
     * @param kind the key that stands for it in files; unique within the role
     * @param description what it does, in a sentence or two, for editors
     * @param settings the type of its value in files
     * @param maker makes the part
     */
    public <S> Kind<T> kind(
            String kind, String description, Type<S> settings, Kind.Maker<? super S, ? extends T> maker) {
        return Kind.of(this, new Kind.Title(kind, description), settings, maker);
    }
}
