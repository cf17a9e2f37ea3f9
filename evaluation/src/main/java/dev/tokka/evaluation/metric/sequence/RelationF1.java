// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.sequence;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The F1, from 0 to 1, of relations: head, relation and tail must all be right. Cases expect {@link Expected.Relations}.
 *
 * <p>Counts are summed over all cases ({@code micro}), each case having a set of its own, so that the same relation in two
 * cases counts twice: {@code F1 = 2 right / (given + wanted)}; 0/0, where no case has a relation and none is given, is 0.
 * Texts are compared in Unicode's form NFKC, in lower case, with single spaces.
 *
 * <p>The value of a single case is its own F1, and 1 where nothing was to be found and nothing was given.
 *
 * @see <a href="https://aclanthology.org/2020.emnlp-main.301">Taillé et al., Let's Stop Incorrect Comparisons in
 *     End-to-end Relation Extraction! (2020)</a>, where this is "Boundaries" evaluation
 */
public final class RelationF1 implements AdditiveMetric {

    private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private final TripleReader reader;

    private RelationF1(TripleReader reader) {
        this.reader = requireNonNull(reader, "reader");
    }

    /** Returns the F1 of the relations that {@code reader} reads in replies. */
    public static RelationF1 of(TripleReader reader) {
        return new RelationF1(reader);
    }

    @Override
    public Description describe() {
        return Description.of("metric", "relation F1")
                .with("average", "micro")
                .with("source", "micro F1 of triples, Taillé et al. 2020, aclanthology.org/2020.emnlp-main.301")
                .withPart(reader.describe());
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        if (!(item.expected() instanceof Expected.Relations wanted)) {
            throw new IllegalArgumentException("case " + item.id() + " must expect relations but expects "
                    + item.expected().getClass().getSimpleName());
        }
        return Found.score(outcome.text().flatMap(reader::read).map(RelationF1::plain), plain(wanted.triples()));
    }

    private static Set<String> plain(Set<Expected.Triple> triples) {
        return triples.stream()
                .map(triple -> plain(triple.head()) + " | " + plain(triple.relation()) + " | " + plain(triple.tail()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String plain(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return SPACES.matcher(lower).replaceAll(" ").strip();
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return Found.f1(sums[0], sums[1], sums[2]);
    }

    @Override
    public String toString() {
        return name();
    }
}
