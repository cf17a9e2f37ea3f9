// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.catalogue;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.List;

/**
 * A known model.
 *
 * @param id unique in the catalogue, in lower case; not blank
 * @param title what it is called; not blank
 * @param access in which form it can be had
 * @param model what it is
 * @param results what was published of it
 * @param notes what to know before using it; often empty
 */
public record CatalogueEntry(String id, String title, Access access, Model model, List<Result> results, String notes) {

    /** Checks and copies the components. */
    public CatalogueEntry {
        Checks.requireText(id, "id");
        Checks.requireText(title, "title");
        requireNonNull(access, "access");
        requireNonNull(model, "model");
        requireNonNull(notes, "notes");
        results = List.copyOf(results);
        if (!id.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("id must be of a-z, 0-9 and - but is " + id);
        }
        if (access.status() == Access.Status.AVAILABLE
                && (model.repository().isEmpty() || model.format().isEmpty())) {
            throw new IllegalArgumentException("an available model must have a repository and a format: " + id);
        }
    }

    /**
     * What a model is.
     *
     * @param repository where the files are, by its id at the Hugging Face hub; empty if nowhere
     * @param bases what it was tuned from
     * @param licence under which terms it can be used; not blank
     * @param format the prompt format that it was tuned with, as {@code tokka-model.json} names it; empty if nobody can
     *     ask it
     * @param billionParameters how large it is with its base; 0 if unknown
     * @param inProcess whether its architecture is one that runs in this process once it is exported to ONNX
     */
    public record Model(
            String repository,
            List<String> bases,
            String licence,
            String format,
            double billionParameters,
            boolean inProcess) {

        /** Checks and copies the components. */
        public Model {
            requireNonNull(repository, "repository");
            bases = List.copyOf(bases);
            Checks.requireText(licence, "licence");
            requireNonNull(format, "format");
            if (!(billionParameters >= 0)) {
                throw new IllegalArgumentException("billionParameters must be at least 0 but is " + billionParameters);
            }
        }
    }

    /**
     * A published figure.
     *
     * @param benchmark of what; not blank
     * @param metric how it was measured; not blank
     * @param value in the unit of the metric
     * @param comparable whether it can be compared with figures that others measure
     * @param note how it was measured, or why it cannot be compared; often empty
     */
    public record Result(String benchmark, String metric, double value, boolean comparable, String note) {

        /** Checks that benchmark and metric are named. */
        public Result {
            Checks.requireText(benchmark, "benchmark");
            Checks.requireText(metric, "metric");
            requireNonNull(note, "note");
        }
    }

    /** Returns how to run this model here, step by step; or why that cannot be, and what to use instead. */
    public String howToRun() {
        return Advice.of(this);
    }
}
