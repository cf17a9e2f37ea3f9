// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.rag.document.Chunk;
import dev.tokka.rag.document.SourceDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Documents that are encoded together and committed together, in order. Used by one thread. */
final class PendingBatch {

    private final List<Item> items = new ArrayList<>();
    private int passages;

    /** A document that was read and cut. */
    record Item(SourceDocument document, String digest, List<Chunk> chunks) {

        /** Returns the text of each passage to be encoded. */
        List<String> texts() {
            return chunks.stream()
                    .map(chunk -> IndexEntry.searchedText(document, chunk))
                    .toList();
        }
    }

    void add(Item item) {
        items.add(item);
        passages += item.chunks().size();
    }

    int passages() {
        return passages;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** Returns the texts of the passages of those documents that are {@code covered}, which may be none. */
    List<String> texts(Predicate<SourceDocument> covered) {
        return items.stream()
                .filter(item -> covered.test(item.document()))
                .flatMap(item -> item.texts().stream())
                .toList();
    }

    /** Returns what is to be written, given the vectors of {@link #texts}. */
    List<IndexEntry> entries(Predicate<SourceDocument> covered, List<float[]> vectors) {
        List<IndexEntry> entries = new ArrayList<>();
        int next = 0;
        for (Item item : items) {
            int count = covered.test(item.document()) ? item.chunks().size() : 0;
            entries.add(
                    new IndexEntry(item.document(), item.digest(), item.chunks(), vectors.subList(next, next + count)));
            next += count;
        }
        return entries;
    }
}
