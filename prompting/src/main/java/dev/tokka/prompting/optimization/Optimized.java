// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.MeanInterval;
import dev.tokka.Specialization;
import dev.tokka.prompting.Prompting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an optimization found.
 *
 * @param start what the others are compared with
 * @param best what the search chose with all questions
 * @param table the candidates that were tried on all questions of the last search that are for comparing, best first; what
 *     stands here is optimistic, since the best of many is best by luck too
 * @param heldOut how well choosing does on questions that the choice never saw
 * @param curve how the best candidate got better, in the order of spending
 * @param spent by all calls, those of earlier runs that this one goes on with included
 */
public record Optimized(
        Chosen start, Chosen best, List<Row> table, HeldOut heldOut, List<Progress> curve, Spent spent) {

    /** Copies the lists. */
    public Optimized {
        requireNonNull(start, "start");
        requireNonNull(best, "best");
        table = List.copyOf(table);
        requireNonNull(heldOut, "heldOut");
        curve = List.copyOf(curve);
        requireNonNull(spent, "spent");
    }

    /**
     * What a search chose: a specialization of the base.
     *
     * @param combination what of each dimension
     * @param prompting as it is to be used
     * @param examples among which its examples are chosen; none where they are those of the start
     */
    public record Chosen(Combination combination, Prompting prompting, List<Example> examples)
            implements Specialization {

        /** Copies the examples. */
        public Chosen {
            requireNonNull(combination, "combination");
            requireNonNull(prompting, "prompting");
            examples = List.copyOf(examples);
        }

        /** Returns the model of the variant, or {@code base}, with reasoning, the rest of the variant, and prompting on it. */
        @Override
        public DomainModel specialize(DomainModel base) {
            Variant variant = combination.variant();
            DomainModel model = variant.model().orElse(requireNonNull(base, "base"));
            return prompting.specialize(variant.below()
                    .specialize(combination.reasoning().reasoning().specialize(model)));
        }

        /** Returns whether this asks as {@code other} does, by whatever name. */
        boolean isLike(Chosen other) {
            return prompting.equals(other.prompting)
                    && combination.reasoning().equals(other.combination.reasoning())
                    && combination.variant().equals(other.combination.variant());
        }

        /** Returns what was chosen in one line. */
        @Override
        public String toString() {
            return combination.toString();
        }
    }

    /**
     * A candidate and how it did.
     *
     * @param candidate what of each dimension; the start has the instructions {@code "start"} and its examples as given
     * @param instructions what it tells the model
     * @param quality the mean score
     * @param gain by how much that is more than the start's, question by question
     * @param tokens read and written for a question in the mean; 0 if the model does not say
     */
    public record Row(
            Combination candidate, List<String> instructions, MeanInterval quality, MeanInterval gain, double tokens) {

        /** Copies the instructions. */
        public Row {
            requireNonNull(candidate, "candidate");
            instructions = List.copyOf(instructions);
            requireNonNull(quality, "quality");
            requireNonNull(gain, "gain");
        }
    }

    /**
     * A point of the learning curve.
     *
     * @param search which search, counted from 1: one for each fold, and the last with all questions
     * @param spent until then, by all searches
     * @param best the mean score of the best candidate until then, on the questions that this search compares by; no example
     *     is of the cluster of the question, and no instruction was written from it
     */
    public record Progress(int search, Spent spent, double best) {

        /** Checks the ranges above. */
        public Progress {
            Checks.requireAtLeast(1, search, "search");
            requireNonNull(spent, "spent");
            Checks.requireShare(best, "best");
        }
    }

    /** Returns whether the search is known to improve on the start. */
    public boolean improves() {
        return heldOut.improves() && !best.isLike(start);
    }

    /** Returns what to put on the base: the best if it {@linkplain #improves improves}, else the start. */
    public Chosen recommended() {
        return improves() ? best : start;
    }

    /** Returns in a sentence what to do and why. */
    public String verdict() {
        if (improves()) {
            return "It improves on the start: use " + best + ".";
        }
        String reason;
        if (!heldOut.complete()) {
            reason = "the budget ended before all questions had been answered by what was chosen without them";
        } else if (best.isLike(start)) {
            reason = "the search found nothing better";
        } else if (heldOut.gain().mean() <= 0) {
            reason = "what was chosen is not better on questions that the choice had not seen";
        } else {
            reason = String.format(Locale.ROOT, "the gain may be chance (%.4f)", heldOut.chance());
        }
        return "Keep the start, because " + reason + ".";
    }

    /**
     * Returns what is {@linkplain #recommended recommended} as a profile to review: YAML, with the evidence as comments.
     *
     * <p>Keys are {@code profile}, {@code version}, {@code language}, {@code role} (the first instruction), {@code
     * instructions}, {@code glossary}, {@code terms-per-question}, {@code form}, {@code reasoning} and {@code examples}. {@link
     * dev.tokka.prompting.profile.DomainProfile#read} reads labels, instructions, reasoning and fixed examples back to the same.
     * A profile shows all its examples to every question, as far as the budget goes; how this prompting chooses among them is
     * said in a comment, and so are a JSON schema, which is a file of its own, that the examples are those of the start, the
     * variant, and reasoning that was made in code or goes beneath what a variant puts on the model. The budget and the number
     * of repairs are not in it.
     *
     * @param name which domain this is; not blank
     * @param version of the profile; not blank
     */
    public String profile(String name, String version) {
        return ProfileText.of(recommended(), toString(), name, version);
    }

    /**
     * Writes {@link #profile} to {@code file}.
     *
     * @throws IOException if that fails
     */
    public void write(Path file, String name, String version) throws IOException {
        Files.writeString(file, profile(name, version));
    }

    /** Returns the curve, the table and the verdict, as people read them. */
    @Override
    public String toString() {
        return curveText() + "\n" + tableText() + bestByDimension() + "\n" + heldOutText() + "Spent: " + spent + ".\n"
                + verdict();
    }

    private String curveText() {
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, "%-6s  %-34s  %s\n", "search", "spent", "best"));
        for (Progress point : curve) {
            text.append(String.format(Locale.ROOT, "%-6d  %-34s  %.3f\n", point.search(), point.spent(), point.best()));
        }
        return text.toString();
    }

    private String tableText() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%-22s %-24s %8s  %s\n", "quality", "gain", "tokens", "candidate"));
        for (Row row : table) {
            text.append(String.format(
                    Locale.ROOT, "%-22s %-24s %8.1f  %s\n", row.quality(), row.gain(), row.tokens(), row.candidate()));
        }
        return text.toString();
    }

    /** Returns the best quality with each value, of dimensions of which more than one value was tried. */
    private String bestByDimension() {
        return bestBy("examples", Combination::shots)
                + bestBy("reasoning", Combination::reasoning)
                + bestBy("variants", Combination::variant);
    }

    private String bestBy(String dimension, Function<Combination, Object> value) {
        Map<Object, Double> best = new LinkedHashMap<>();
        table.forEach(
                row -> best.merge(value.apply(row.candidate()), row.quality().mean(), Math::max));
        return best.size() < 2
                ? ""
                : best.entrySet().stream()
                        .map(entry -> String.format(Locale.ROOT, "%s %.3f", entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", ", "Best of " + dimension + ": ", ".\n"));
    }

    private String heldOutText() {
        return heldOut.complete()
                ? String.format(
                        Locale.ROOT,
                        "Gain on questions that the search had not seen: %s, chance %.4f (start %s, chosen %s).\n",
                        heldOut.gain(),
                        heldOut.chance(),
                        heldOut.start(),
                        heldOut.chosen())
                : "";
    }
}
