// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import dev.tokka.DomainModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The models of a file that have names, and which of them uses which. */
final class Named {

    private static final String ROOT = ""; // the model of the file itself, which nobody can use

    private final Map<String, Optional<Plan<DomainModel>>> models = new LinkedHashMap<>();
    private final Map<String, List<Use>> uses = new LinkedHashMap<>();
    private String reading = ROOT;

    private record Use(String name, Place place) {}

    /** Takes the model that {@code read} reads under {@code name}. */
    void define(String name, Supplier<Optional<Plan<DomainModel>>> read) {
        reading = name;
        models.put(name, read.get());
        reading = ROOT;
    }

    /** Takes note that the model that is being read uses another, which may be defined later. */
    void use(String name, Place place) {
        uses.computeIfAbsent(reading, by -> new ArrayList<>()).add(new Use(name, place));
    }

    /** Returns how {@code name} is made; empty if it is wrong, which was said where it stands. */
    Optional<Plan<DomainModel>> plan(String name) {
        return models.getOrDefault(name, Optional.empty());
    }

    /** Finds names that are not there, and models that would be made of themselves. */
    void check(Problems problems) {
        uses.values().stream()
                .flatMap(List::stream)
                .filter(use -> !models.containsKey(use.name()))
                .forEach(use -> problems.add(
                        use.place(),
                        models.isEmpty()
                                ? "a name under 'models'"
                                : Spelling.oneOf(models.keySet()) + " (a name under 'models')",
                        Spelling.seen(use.name(), models.keySet())));
        Set<String> finished = new HashSet<>();
        models.keySet().forEach(name -> follow(name, new ArrayList<>(), finished, problems));
    }

    private void follow(String name, List<String> chain, Set<String> finished, Problems problems) {
        chain.add(name);
        for (Use use : uses.getOrDefault(name, List.of())) {
            int begin = chain.indexOf(use.name());
            if (begin >= 0) {
                String cycle = String.join(" -> ", chain.subList(begin, chain.size())) + " -> " + use.name();
                problems.add(use.place(), "models that do not use themselves", cycle);
            } else if (!finished.contains(use.name())) {
                follow(use.name(), chain, finished, problems);
            }
        }
        chain.remove(chain.size() - 1);
        finished.add(name);
    }
}
