// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.metric.sequence.EntityF1;
import java.util.List;

/** The micro F1 of entities where reply and expected answer are read as the published program does. */
record PublishedEntityF1() implements AdditiveMetric {

    private static final EntityF1 METRIC = EntityF1.of(Mentions::publishedTags);

    @Override
    public Description describe() {
        return Description.of("metric", "FinGPT entity F1")
                .with("average", "micro")
                .with("source", "FinGPT_Benchmark/benchmarks/ner.py; seqeval f1_score, not strict");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        if (!(item.expected() instanceof Expected.TokenTags wanted)) {
            throw new IllegalArgumentException("case " + item.id() + " must expect tags of tokens but expects "
                    + item.expected().getClass().getSimpleName());
        }
        String answer = item.tag(Instructed.ANSWER).orElse("");
        Expected read = new Expected.TokenTags(
                wanted.tokens(),
                Mentions.tagsOf(
                        wanted.tokens(),
                        Mentions.publishedTags(answer, wanted.tokens()).orElse(List.of())));
        Score score = METRIC.score(new Case(item.id(), item.question(), read, item.tags()), outcome);
        boolean readable =
                score.readable() && outcome.text().map(Mentions::isReadable).orElse(false);
        return new Score(score.value(), readable, readable ? score.seen() : "", score.terms());
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return METRIC.ofSums(sums, cases);
    }

    @Override
    public String toString() {
        return name();
    }
}
