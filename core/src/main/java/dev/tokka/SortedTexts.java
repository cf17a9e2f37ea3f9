// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Texts by name, sorted by name, that never change: copied once, however many values they pass through. */
final class SortedTexts extends AbstractMap<String, String> {

    private final Map<String, String> texts;

    private SortedTexts(Map<String, String> texts) {
        this.texts = new TreeMap<>(texts);
    }

    /** Returns an immutable, sorted copy of {@code given}, or itself if it is one. */
    static Map<String, String> copyOf(Map<String, String> given) {
        if (given instanceof SortedTexts) {
            return given;
        }
        Map<String, String> copy = Map.copyOf(given); // refuses null
        return copy.size() < 2 ? copy : new SortedTexts(copy);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return Collections.unmodifiableMap(texts).entrySet();
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        return name instanceof String text ? texts.get(text) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String text && texts.containsKey(text);
    }

    @Override
    public int size() {
        return texts.size();
    }
}
