// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;

/**
 * Which promises of the embedded index a store keeps, as it is set up.
 *
 * @param kept what it keeps in full
 * @param lacking what it keeps in part or not at all, with the reason; a promise is in one of the two
 */
public record Capabilities(Set<Promise> kept, Map<Promise, String> lacking) {

    /** Copies the collections and checks that every promise is in one of them. */
    public Capabilities {
        kept = Set.copyOf(kept);
        lacking = Map.copyOf(lacking);
        for (Promise promise : Promise.values()) {
            if (kept.contains(promise) == lacking.containsKey(promise)) {
                throw new IllegalArgumentException("each promise must be kept or lacking but " + promise + " is "
                        + (kept.contains(promise) ? "both" : "neither"));
            }
        }
    }

    /** One thing that the embedded index promises. */
    public enum Promise {
        /** Passages are ranked by their words, with BM25 and the analysis of the embedded index. */
        WORDS,
        /** Passages are ranked by their meaning. */
        MEANING,
        /** The search by meaning does not read every vector. */
        VECTOR_INDEX,
        /** Rights of roles and tenants are applied inside the search. */
        ACCESS,
        /** Filters of metadata are applied inside the search. */
        FILTERS,
        /** A search sees the old or the new version of a document, never a part of one. */
        WHOLE_DOCUMENTS,
        /** What was acknowledged is on the disk. */
        DURABLE,
        /** A second writer is refused. */
        ONE_WRITER,
        /** A folder can be mirrored: what is gone from it is removed. */
        MIRRORING,
        /** The contents have an id that answers and experiments can refer to. */
        SNAPSHOTS,
        /** It goes on where one machine is lost. */
        LOSS_OF_A_MACHINE
    }

    /** Returns capabilities that lack {@code lacking} and keep all other promises. */
    public static Capabilities lacking(Map<Promise, String> lacking) {
        Set<Promise> kept = new java.util.HashSet<>(Set.of(Promise.values()));
        kept.removeAll(lacking.keySet());
        return new Capabilities(kept, lacking);
    }

    /** Returns whether {@code promise} is kept in full. */
    public boolean keeps(Promise promise) {
        return kept.contains(requireNonNull(promise, "promise"));
    }

    /** Returns one line for each promise, as a table of Markdown has them. */
    public String table() {
        return table(Map.of("kept", this));
    }

    /** Returns one line for each promise and one column for each of {@code stores}, in the order of the map. */
    public static String table(Map<String, Capabilities> stores) {
        StringBuilder table = new StringBuilder("| promise |");
        stores.keySet().forEach(name -> table.append(' ').append(name).append(" |"));
        table.append("\n|---|").append("---|".repeat(stores.size())).append('\n');
        for (Promise promise : Promise.values()) {
            table.append("| ").append(promise).append(" |");
            for (Capabilities each : stores.values()) {
                table.append(' ')
                        .append(each.lacking().getOrDefault(promise, "yes"))
                        .append(" |");
            }
            table.append('\n');
        }
        return table.toString();
    }
}
