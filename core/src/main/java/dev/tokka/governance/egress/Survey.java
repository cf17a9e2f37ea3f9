// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.Endpoint;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the parts of a model say of themselves.
 *
 * @param silent where parts send that are not known to ask
 * @param unknown the parts that say neither where they send nor that they send nothing
 * @param sources the highest class that a source of passages or examples declares
 */
record Survey(List<Endpoint> silent, List<String> unknown, Optional<DataClass> sources) {

    static Survey of(Description model, PartKinds kinds) {
        Set<Endpoint> silent = new LinkedHashSet<>();
        Set<String> unknown = new LinkedHashSet<>();
        walk(model, kinds, silent, unknown);
        return new Survey(List.copyOf(silent), List.copyOf(unknown), DataClass.declaredIn(model));
    }

    private static void walk(Description part, PartKinds kinds, Set<Endpoint> silent, Set<String> unknown) {
        switch (kinds.of(part)) {
            case SILENT -> silent.add(part.endpoint().orElseThrow());
            case UNKNOWN -> unknown.add(name(part));
            default -> {}
        }
        for (Description inner : part.parts()) {
            if (!PartKinds.isCovered(inner, part)) {
                walk(inner, kinds, silent, unknown);
            }
        }
    }

    /** Returns what a part is called in messages and reports. */
    static String name(Description part) {
        return part.name().isEmpty() ? "'" + part.kind() + "'" : "'" + part.kind() + " " + part.name() + "'";
    }
}
