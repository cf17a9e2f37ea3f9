// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.catalogue;

import dev.tokka.EditDistance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The fine-tuned models that people ask for by name: FinGPT, FinMA, Meditron, and those that cannot be had, such as
 * BloombergGPT and MedLM.
 *
 * <pre>{@code
 * System.err.println(Catalogue.builtIn().find("fingpt-sentiment").howToRun());
 * }</pre>
 *
 * <p>It is data that comes with the library, as of its release: licences, names and dates are to be looked up where they
 * matter. Immutable; safe for use by many threads.
 */
public final class Catalogue {

    private static final String RESOURCE = "catalogue.json";
    private static final int SUGGESTIONS = 3;

    private final SortedMap<String, CatalogueEntry> entries;

    private Catalogue(Collection<CatalogueEntry> entries) {
        SortedMap<String, CatalogueEntry> byId = new TreeMap<>();
        entries.forEach(entry -> {
            if (byId.put(entry.id(), entry) != null) {
                throw new IllegalArgumentException("ids must be unique but " + entry.id() + " is twice");
            }
        });
        entries.forEach(entry -> entry.access().successors().forEach(successor -> {
            if (!byId.containsKey(successor)) {
                throw new IllegalArgumentException(entry.id() + " names " + successor + ", which is not an entry");
            }
        }));
        this.entries = Collections.unmodifiableSortedMap(byId);
    }

    /** Returns a catalogue of {@code entries}, whose ids must be unique and whose successors must be among them. */
    public static Catalogue of(Collection<CatalogueEntry> entries) {
        return new Catalogue(entries);
    }

    /** Returns the catalogue that comes with this library. */
    public static Catalogue builtIn() {
        try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing beside the class");
            }
            return of(CatalogueFile.read(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the entries by id, sorted. */
    public SortedMap<String, CatalogueEntry> entries() {
        return entries;
    }

    /**
     * Returns the entry {@code id}.
     *
     * @throws IllegalArgumentException if there is none; the message names those that are spelled most like it
     */
    public CatalogueEntry find(String id) {
        CatalogueEntry entry = entries.get(id);
        if (entry == null) {
            throw new IllegalArgumentException(
                    "no model \"" + id + "\" is known; the nearest are " + String.join(", ", nearest(id)));
        }
        return entry;
    }

    /** Returns the ids that begin like {@code id} or need the fewest changes to become it. */
    private List<String> nearest(String id) {
        String wanted = id.toLowerCase(Locale.ROOT);
        return entries.keySet().stream()
                .sorted(Comparator.<String>comparingInt(known -> distance(wanted, known))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SUGGESTIONS)
                .collect(Collectors.toList());
    }

    /** Returns how many characters must be put in, left out or changed; what is only missing at the end counts little. */
    private static int distance(String some, String other) {
        int distance = EditDistance.between(some, other);
        return other.startsWith(some) || some.startsWith(other) ? distance / 4 : distance;
    }
}
