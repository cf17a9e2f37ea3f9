// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The architectures of well-known models, by name: what their configurations say, and no weights.
 *
 * <p>It is data that comes with the library, as of its release. Immutable.
 */
public final class Architectures {

    private static final String RESOURCE = "architectures.json";

    private final SortedMap<String, ModelArchitecture> byName;

    private Architectures(SortedMap<String, ModelArchitecture> byName) {
        this.byName = Collections.unmodifiableSortedMap(byName);
    }

    /** Returns the architectures that come with this library. */
    public static Architectures builtIn() {
        try (InputStream in = Architectures.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing beside the class");
            }
            SortedMap<String, ModelArchitecture> byName = new TreeMap<>();
            for (JsonNode model : new ObjectMapper().readTree(in).path("models")) {
                String name = model.path("name").asText();
                byName.put(
                        name, ModelArchitecture.parse(name, model.path("config").toString()));
            }
            return new Architectures(byName);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all architectures by name, sorted. */
    public SortedMap<String, ModelArchitecture> byName() {
        return byName;
    }

    /**
     * Returns the architecture {@code name}.
     *
     * @throws IllegalArgumentException if there is none; the message names the nearest
     */
    public ModelArchitecture find(String name) {
        ModelArchitecture architecture = byName.get(name.strip());
        if (architecture == null) {
            throw new IllegalArgumentException(Names.unknown("model", name.strip(), byName.keySet()));
        }
        return architecture;
    }
}
