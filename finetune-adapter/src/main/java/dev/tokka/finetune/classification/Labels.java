// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.Checks;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The labels of a model, in the order of its logits.
 *
 * @param names at least two, all different
 */
record Labels(List<String> names) {

    private static final String FILE = "config.json";

    /** Returns the labels that {@code config.json} says, with those names that {@code renamed} gives them. */
    static Labels of(ModelDirectory directory, Map<String, String> renamed) {
        directory.file(FILE);
        JsonNode config = directory.json(FILE);
        JsonNode named = config.path("id2label");
        if (!named.isObject() || named.size() < 2) {
            throw new ModelFileException(
                    directory.path().resolve(FILE),
                    Reason.UNDECIDED,
                    "expected \"id2label\" to name at least two labels by their numbers but it names " + named.size()
                            + "; write them there");
        }
        List<String> names = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (int i = 0; i < named.size(); i++) {
            String own = named.path(Integer.toString(i)).asText("");
            String name = renamed.getOrDefault(own, own);
            if (name.isBlank() || !used.add(name)) {
                throw new ModelFileException(
                        directory.path().resolve(FILE),
                        Reason.MALFORMED,
                        "expected \"id2label\" to give each number from 0 to " + (named.size() - 1)
                                + " a name of its own but " + i + " has none");
            }
            names.add(name);
        }
        requireKnown(renamed, named);
        return new Labels(List.copyOf(names));
    }

    private static void requireKnown(Map<String, String> renamed, JsonNode named) {
        Set<String> own = new TreeSet<>();
        named.forEach(name -> own.add(name.asText()));
        renamed.keySet().forEach(label -> {
            if (!own.contains(label)) { // a slip would change nothing without a word
                throw new IllegalArgumentException(
                        "labels that get another name must be among " + own + " but one is " + label);
            }
        });
    }

    /** Returns the number of {@code label}: the same name, else the only one that differs only in case. */
    Optional<Integer> find(String label) {
        Checks.requireText(label, "label");
        if (names.contains(label)) {
            return Optional.of(names.indexOf(label));
        }
        List<Integer> alike = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (fold(names.get(i)).equals(fold(label))) {
                alike.add(i);
            }
        }
        return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
    }

    private static String fold(String label) {
        return label.strip().toLowerCase(Locale.ROOT);
    }
}
