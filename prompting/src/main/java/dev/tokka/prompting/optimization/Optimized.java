// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Example;
import dev.tokka.MeanInterval;
import dev.tokka.prompting.Prompting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

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
        Prompting start, Chosen best, List<Row> table, HeldOut heldOut, List<Progress> curve, Spent spent) {

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
     * What a search chose.
     *
     * @param name of the candidate
     * @param prompting as it is to be used
     * @param shots how its examples are chosen
     * @param examples among which they are chosen; none where they are those of the start
     */
    public record Chosen(String name, Prompting prompting, Shots shots, List<Example> examples) {

        /** Copies the examples. */
        public Chosen {
            Checks.requireText(name, "name");
            requireNonNull(prompting, "prompting");
            requireNonNull(shots, "shots");
            examples = List.copyOf(examples);
        }
    }

    /**
     * A candidate and how it did.
     *
     * @param name of the candidate; {@code "start, examples as given"} is the start
     * @param instructions what it tells the model
     * @param quality the mean score
     * @param gain by how much that is more than the start's, question by question
     * @param tokens read and written for a question in the mean; 0 if the model does not say
     */
    public record Row(String name, List<String> instructions, MeanInterval quality, MeanInterval gain, double tokens) {

        /** Copies the instructions. */
        public Row {
            Checks.requireText(name, "name");
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
        return heldOut.improves() && !best.prompting().equals(start);
    }

    /** Returns what to use: the best if it {@linkplain #improves improves}, else the start. */
    public Prompting recommended() {
        return improves() ? best.prompting() : start;
    }

    /** Returns in a sentence what to do and why. */
    public String verdict() {
        if (improves()) {
            return "It improves on the start: use " + best.name() + ".";
        }
        String reason;
        if (!heldOut.complete()) {
            reason = "the budget ended before all questions had been answered by what was chosen without them";
        } else if (best.prompting().equals(start)) {
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
     * instructions}, {@code glossary}, {@code terms-per-question}, {@code form} and {@code examples}. {@link
     * dev.tokka.prompting.profile.DomainProfile#read} reads labels, instructions and fixed examples back to the same prompting.
     * A profile shows all its examples to every question, as far as the budget goes; how this prompting chooses among them is
     * said in a comment, and so are a JSON schema, which is a file of its own, and that the examples are those of the start. The
     * budget and the number of repairs are not in it.
     *
     * @param name which domain this is; not blank
     * @param version of the profile; not blank
     */
    public String profile(String name, String version) {
        return ProfileText.of(this, Checks.requireText(name, "name"), Checks.requireText(version, "version"));
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
        return curveText() + "\n" + tableText() + "\n" + heldOutText() + "Spent: " + spent + ".\n" + verdict();
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
                    Locale.ROOT, "%-22s %-24s %8.1f  %s\n", row.quality(), row.gain(), row.tokens(), row.name()));
        }
        return text.toString();
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
