// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric;

import dev.tokka.AnswerForm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the one label that a reply names, strictly.
 *
 * <p>Texts are compared without regard to compatibility forms (NFKC), letter case, white space and outer punctuation,
 * but for the sign and the per cent of a number. A reply that is a label names it. Otherwise it names the label that
 * occurs in it, once or more, if exactly one does: as a whole word or number, so that there is no "positive" in
 * "non-positive", no "1" in "-1" and no "0" in "0.5", or anywhere next to a letter of a script whose words have no
 * borders, such as Japanese. A label of a single letter must there have its case, because "a" is a word. Within the span
 * of a longer label a shorter one does not occur. A reply in which no label or several occur is unreadable.
 *
 * <p>What a sentence says <em>of</em> a label is not understood: "not positive" names "positive". Takes time that grows
 * with the length of a reply times the number of labels. Immutable.
 */
public final class LabelReader {

    private final List<String> labels;
    private final List<Named> longestFirst;

    /** A label, how it is looked for in a reply, and how it is compared with one. */
    private record Named(String label, String written, String bare) {}

    /**
     * Returns a reader of these labels.
     *
     * @param labels at least two, none blank, all different even without regard to case and punctuation
     * @throws IllegalArgumentException if there are fewer than two, one is blank, or two are alike
     */
    public LabelReader(List<String> labels) {
        this.labels = List.copyOf(labels);
        List<Named> named = new ArrayList<>();
        for (String label : this.labels) {
            String written = Words.normal(label);
            String bare = Words.bare(written);
            if (written.isEmpty()) {
                throw new IllegalArgumentException("labels must not be blank but are " + labels);
            }
            if (named.stream().anyMatch(other -> other.bare.equalsIgnoreCase(bare))) {
                throw notDifferent();
            }
            named.add(new Named(label, written, bare));
        }
        if (named.size() < 2) {
            throw notDifferent();
        }
        named.sort(Comparator.comparingInt((Named one) -> one.written.length()).reversed());
        this.longestFirst = named;
    }

    private IllegalArgumentException notDifferent() {
        return new IllegalArgumentException(
                "labels must be at least two and different when normalised but are " + labels);
    }

    /**
     * Returns a reader of the labels that a question asks for.
     *
     * @throws IllegalArgumentException if the form is not one of labels
     */
    public static LabelReader of(AnswerForm form) {
        if (form instanceof AnswerForm.OneOf oneOf) {
            return new LabelReader(oneOf.labels());
        }
        throw new IllegalArgumentException("expected a question whose answer is one of some labels but its form is "
                + form.getClass().getSimpleName());
    }

    /** Returns the labels as they were given. */
    public List<String> labels() {
        return labels;
    }

    /** Returns the label that the reply names, as it is written in {@link #labels}, or empty if it is unreadable. */
    public Optional<String> read(String reply) {
        String text = Words.normal(reply);
        String bare = Words.bare(text);
        for (Named one : longestFirst) {
            if (one.bare.equalsIgnoreCase(bare)) {
                return Optional.of(one.label);
            }
        }
        return onlyOneIn(text);
    }

    private Optional<String> onlyOneIn(String text) {
        Optional<Named> found = Optional.empty();
        for (int i = 0; i < text.length(); i++) {
            Optional<Named> here = Words.begins(text, i) ? at(text, i) : Optional.empty();
            if (here.isPresent()) {
                if (found.isPresent() && !found.equals(here)) {
                    return Optional.empty();
                }
                found = here;
                i += here.get().written.length() - 1; // what stands in a longer label is no other label
            }
        }
        return found.map(Named::label);
    }

    private Optional<Named> at(String text, int start) {
        for (Named one : longestFirst) {
            String written = one.written;
            if (text.regionMatches(written.length() > 1, start, written, 0, written.length())
                    && Words.ends(text, start + written.length())) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelReader reader && labels.equals(reader.labels);
    }

    @Override
    public int hashCode() {
        return labels.hashCode();
    }

    @Override
    public String toString() {
        return "one of " + labels;
    }
}
