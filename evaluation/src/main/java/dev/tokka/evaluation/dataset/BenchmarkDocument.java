// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;

/**
 * A document that a benchmark brings along to be indexed and found.
 *
 * @param id as the cases of the benchmark name it; not blank
 * @param title may be empty
 * @param text not blank if the title is empty
 */
public record BenchmarkDocument(String id, String title, String text) {

    /** Checks that there is an id, and something to index. */
    public BenchmarkDocument {
        Checks.requireText(id, "id");
        requireNonNull(text, "text");
        if (requireNonNull(title, "title").isBlank()) {
            Checks.requireText(text, "text of a document without title");
        }
    }

    /** Returns title and text as one text, with a line break between them where both are there. */
    public String whole() {
        return title.isBlank() ? text : text.isBlank() ? title : title + "\n" + text;
    }
}
