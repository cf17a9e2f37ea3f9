// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.QuestionRejectedException;
import dev.tokka.finetune.decoding.ChoiceScorer.Normalization;
import dev.tokka.finetune.decoding.ChoiceScorer.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ChoiceScorerTest {

    private static final int CONTEXT = 100;

    @Example
    void aLongChoiceWinsByTheMeanOfItsTokens() {
        Function<List<Integer>, float[]> table =
                sequence -> new float[] {(float) Math.log(0.5), (float) Math.log(0.3), (float) Math.log(0.2)};
        List<List<Integer>> choices = List.of(List.of(1), List.of(0, 0));

        Scores whole = scorer(Normalization.NONE).score(new TableModel(1, CONTEXT, table), List.of(0), choices);
        Scores mean = scorer(Normalization.TOKENS).score(new TableModel(1, CONTEXT, table), List.of(0), choices);

        assertThat(whole.best()).isZero(); // 0.3 against 0.25
        assertThat(mean.best()).isEqualTo(1); // 0.3 against 0.5
        assertThat(whole.confidences().get(0)).isCloseTo(0.3 / 0.55, within(1e-6));
        assertThat(mean.logProbabilities()).isEqualTo(whole.logProbabilities());
    }

    @Example
    void whatChoicesBeginWithIsReadOnce() {
        TableModel model = new TableModel(1, CONTEXT, TableModel.mixed(5, 1));

        scorer(Normalization.NONE)
                .score(model, List.of(1, 2, 3), List.of(List.of(0, 1, 2), List.of(0, 1, 3), List.of(0, 1), List.of(4)));

        assertThat(model.tokens()).isEqualTo(3 + 2); // the prompt, and 0 1
        assertThat(model.appends()).isEqualTo(3);
    }

    @Property(tries = 200)
    void scoresAreThoseOfEachChoiceAlone(
            @ForAll long seed,
            @ForAll @Size(min = 1, max = 8) List<@Size(min = 1, max = 5) List<@IntRange(max = 3) Integer>> choices) {
        Function<List<Integer>, float[]> table = TableModel.mixed(4, seed);

        Scores scores = scorer(Normalization.NONE).score(new TableModel(1, CONTEXT, table), List.of(2, 0), choices);

        for (int i = 0; i < choices.size(); i++) {
            assertThat(scores.logProbabilities().get(i))
                    .isCloseTo(logProbability(table, List.of(2, 0), choices.get(i)), within(1e-9));
        }
        assertThat(scores.confidences().stream().mapToDouble(x -> x).sum()).isCloseTo(1, within(1e-9));
    }

    private static double logProbability(
            Function<List<Integer>, float[]> table, List<Integer> prompt, List<Integer> choice) {
        List<Integer> sequence = new ArrayList<>(prompt);
        double sum = 0;
        for (int token : choice) {
            float[] logits = table.apply(List.copyOf(sequence));
            sum += logits[token] - Logits.logSumExp(logits, logits.length);
            sequence.add(token);
        }
        return sum;
    }

    @Example
    void whatCannotBeScoredIsRefused() {
        TableModel model = new TableModel(1, CONTEXT, TableModel.mixed(4, 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> scorer(Normalization.NONE).score(model, List.of(1), List.of(List.of())));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scorer(Normalization.NONE).score(model, List.of(), List.of(List.of(1))));
        assertThatExceptionOfType(QuestionRejectedException.class)
                .isThrownBy(() ->
                        new ChoiceScorer(Normalization.NONE, 3).score(model, List.of(1, 2, 3), List.of(List.of(1, 1))))
                .withMessageContaining("at most 3 tokens but the longest have 4");
    }

    private static ChoiceScorer scorer(Normalization normalization) {
        return new ChoiceScorer(normalization, CONTEXT);
    }
}
