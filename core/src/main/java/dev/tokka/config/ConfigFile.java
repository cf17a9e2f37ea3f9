// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import dev.tokka.DomainModel;
import java.util.Optional;

/** The outermost mapping of a file. */
final class ConfigFile {

    private static final int VERSION = 1;

    private static final Setting<String> SCHEMA =
            Setting.optional("$schema", Type.text(), "The JSON schema of this file, for editors.");
    private static final Setting<Integer> FORMAT =
            Setting.required("tokka", Type.integer(VERSION, VERSION), "The version of this format.");
    private static final Setting<Integer> MODELS =
            Setting.optional("models", named(), "Models by name, to use more than once.");
    private static final Setting<DomainModel> MODEL =
            Setting.required("model", Type.part(Role.MODEL), "The model that is loaded.");

    static final Type<Settings> TYPE = Type.object(SCHEMA, FORMAT, MODELS, MODEL);

    private ConfigFile() {}

    /** Returns how the model of a file is made, or empty after a problem. */
    static Optional<Plan<DomainModel>> read(Node root, Reading reading) {
        Optional<Plan<Settings>> settings = TYPE.read(root, reading);
        reading.named().check(reading.problems());
        return settings.map(plan -> building -> plan.make(building).map(made -> made.get(MODEL)));
    }

    /** The named models: they are made when they are used, so what this itself makes, their number, is of no use. */
    private static Type<Integer> named() {
        Type<DomainModel> model = Type.part(Role.MODEL);
        return new Type<>(
                (node, reading) -> {
                    Optional<Node.Mapping> mapping = node.mapping();
                    if (mapping.isEmpty()) {
                        return reading.problems().add(node.place(), "a mapping of models by name", node.seen());
                    }
                    mapping.get()
                            .entries()
                            .forEach(entry ->
                                    reading.named().define(entry.key(), () -> model.read(entry.value(), reading)));
                    return Optional.of(Plan.of(mapping.get().entries().size()));
                },
                () -> Type.map(model, 0).schema());
    }
}
