// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.metric.sequence.EntityF1;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * F1 of entities as seqeval counts them, of tags as the published scorer reads them. Every reply can be scored; one
 * without anything of the right form is not readable all the same.
 *
 * @param mentions whether replies are lines of mentions, else of tokens with tags
 * @param known the tags that are known, where replies are lines of tokens
 */
record PixiuEntities(boolean mentions, Set<String> known) implements AdditiveMetric {

    PixiuEntities {
        known = Set.copyOf(known);
    }

    @Override
    public Description describe() {
        return Pixiu.described(Measure.ENTITY_F1)
                .with("average", "micro")
                .with("reads", mentions ? "mentions, type" : "token:tag, line by line");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        Score score = EntityF1.of((reply, tokens) -> Optional.of(tags(item, reply, tokens)))
                .score(item, outcome);
        boolean readable = outcome.text().filter(reply -> finds(item, reply)).isPresent();
        return new Score(score.value(), readable, readable ? score.seen() : "", score.terms());
    }

    private List<String> tags(Case item, String reply, List<String> tokens) {
        return mentions
                ? PixiuTags.ofMentions(reply, item.tag(FlareCases.TEXT).orElse(String.join(" ", tokens)))
                : PixiuTags.known(reply, tokens, known);
    }

    private boolean finds(Case item, String reply) {
        return mentions
                ? PixiuTags.hasMention(reply)
                : item.expected() instanceof Expected.TokenTags wanted
                        && PixiuTags.ofLines(reply, wanted.tokens()).stream().anyMatch(Optional::isPresent);
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return sums[0] == 0 ? 0 : 2 * sums[0] / (sums[1] + sums[2]);
    }

    @Override
    public String toString() {
        return name();
    }
}
