// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * ROUGE of the sentences that a reply chooses with those that are expected. A reply is a 1 or a 0 for each sentence, in
 * lines or with spaces or commas between; with too few, too many or others it cannot be read.
 *
 * <p>The published scorer compares the texts "1" of a reply with the number 1, so that it never chooses a sentence, and
 * the value is 0 whatever the reply; see {@link Scoring#COMPAT}.
 */
record ExtractRouge(Scoring scoring, Measure measure, AdditiveMetric rouge) implements AdditiveMetric {

    private static final String CHOSEN = "1";

    @Override
    public Description describe() {
        return (scoring == Scoring.COMPAT ? Pixiu.described(measure) : Description.of("metric", measure.toString()))
                .with(
                        "source",
                        "of the chosen sentences; " + (scoring == Scoring.COMPAT ? "PIXIU: none" : "by 1 and 0"))
                .withPart(rouge.describe());
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        if (!(item.expected() instanceof Expected.TokenTags wanted)) {
            throw Pixiu.refused(item, "a tag for each sentence");
        }
        Optional<List<String>> chosen = outcome.text()
                .map(text -> List.of(text.strip().split("[\\s,]+")))
                .filter(tags -> tags.size() == wanted.tokens().size())
                .filter(tags -> tags.stream().allMatch(tag -> tag.equals(CHOSEN) || tag.equals("0")));
        if (scoring == Scoring.COMPAT || chosen.isEmpty()) {
            return Score.unreadable(0);
        }
        String reference = summary(wanted.tokens(), wanted.tags());
        String given = summary(wanted.tokens(), chosen.get());
        if (reference.isBlank() || given.isBlank()) {
            return Score.of(0, "(no sentence)");
        }
        Case texts = Case.of(item.id(), item.question(), new Expected.Texts(List.of(reference)));
        return rouge.score(texts, new Outcome.Answered(Answer.reply(given), Duration.ZERO));
    }

    private static String summary(List<String> sentences, List<String> tags) {
        StringBuilder summary = new StringBuilder();
        for (int i = 0; i < sentences.size(); i++) {
            if (tags.get(i).equals(CHOSEN)) {
                summary.append(sentences.get(i)).append('\n');
            }
        }
        return summary.toString().strip();
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return rouge.ofSums(sums, cases);
    }

    @Override
    public String toString() {
        return name();
    }
}
