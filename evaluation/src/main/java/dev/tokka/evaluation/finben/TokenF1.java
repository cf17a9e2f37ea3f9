// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.metric.sequence.TagReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * F1 of the tags of single tokens, weighted by how many tokens have each; a tag that is not read is a miss. Terms are as of
 * {@link PixiuLabels}, for each tag, counted in tokens.
 *
 * @param scoring whose reading
 * @param tags all that some case expects
 */
record TokenF1(Scoring scoring, List<String> tags) implements AdditiveMetric {

    private static final int COUNTS = 3;

    @Override
    public Description describe() {
        return (scoring == Scoring.COMPAT
                        ? Pixiu.described(Measure.TOKEN_F1)
                        : Description.of("metric", Measure.TOKEN_F1.toString())
                                .with("source", "sklearn.metrics.f1_score, weighted, of the tags of tokens"))
                .with("reads", "token:tag");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        if (!(item.expected() instanceof Expected.TokenTags wanted) || !tags.containsAll(wanted.tags())) {
            throw Pixiu.refused(item, "tags that are among " + tags);
        }
        List<Optional<String>> given = outcome.text()
                .map(text -> read(text, wanted.tokens()))
                .orElse(Collections.nCopies(wanted.tags().size(), Optional.empty()));
        double[] terms = new double[tags.size() * COUNTS];
        int right = 0;
        for (int i = 0; i < wanted.tags().size(); i++) {
            int gold = tags.indexOf(wanted.tags().get(i)) * COUNTS;
            int got = given.get(i).map(tags::indexOf).orElse(-1) * COUNTS;
            terms[gold]++;
            if (got >= 0) {
                terms[got + 1]++;
            }
            if (got == gold) {
                terms[gold + 2]++;
                right++;
            }
        }
        boolean readable = given.stream().anyMatch(Optional::isPresent);
        List<Double> boxed = new ArrayList<>();
        for (double term : terms) {
            boxed.add(term);
        }
        String seen = readable ? right + " of " + wanted.tags().size() + " tags are right" : "";
        return new Score((double) right / wanted.tags().size(), readable, seen, boxed);
    }

    private List<Optional<String>> read(String text, List<String> tokens) {
        if (scoring == Scoring.COMPAT) {
            return PixiuTags.ofLines(text, tokens);
        }
        return TagReader.tags()
                .read(text, tokens)
                .map(read -> read.stream().map(Optional::of).toList())
                .orElse(Collections.nCopies(tokens.size(), Optional.empty()));
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        double sum = 0;
        double weights = 0;
        for (int at = 0; at < sums.length; at += COUNTS) {
            double all = sums[at] + sums[at + 1];
            sum += all == 0 ? 0 : sums[at] * 2 * sums[at + 2] / all;
            weights += sums[at];
        }
        return sum / weights;
    }

    @Override
    public String toString() {
        return name();
    }
}
