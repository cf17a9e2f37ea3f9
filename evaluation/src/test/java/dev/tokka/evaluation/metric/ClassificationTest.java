// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Question;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ClassificationTest {

    private static final List<String> LABELS = List.of("a", "b", "c");

    @Test
    void agreesWithScikitLearn() {
        // from sklearn.metrics import f1_score; t = list("aabbccab"); p = list("abbbcx") + ["a", "c"]
        // f1_score(t, p, labels=list("abc"), average="macro"), and "micro", "weighted"; accuracy_score(t, p)
        List<Score> macro = scores(Classification.macroF1(LABELS), "aabbccab", "abbbcxac");
        assertThat(Classification.macroF1(LABELS).value(macro)).isCloseTo(0.6555555555555556, within(1e-12));
        assertThat(Classification.microF1(LABELS).value(macro)).isCloseTo(0.6666666666666666, within(1e-12));
        assertThat(Classification.weightedF1(LABELS).value(macro)).isCloseTo(0.675, within(1e-12));
        assertThat(Classification.accuracy().value(scores(Classification.accuracy(), "aabbccab", "abbbcxac")))
                .isEqualTo(0.625);
        // matthews_corrcoef(t, p)
        AdditiveMetric mcc = Classification.mcc(LABELS);
        assertThat(mcc.value(scores(mcc, "aabbccab", "abbbcxac"))).isCloseTo(0.47776654295295456, within(1e-12));
        assertThat(mcc.value(scores(mcc, "abcabc", "abcabc"))).isCloseTo(1, within(1e-12));
        assertThat(mcc.value(scores(mcc, "aaa", "abx"))).isZero();
        assertThat(macro.get(5).readable()).isFalse();
    }

    @Test
    void countsFailuresAndAbstentionsAsWrongAndUnreadable() {
        Outcome failed = new Outcome.Failed("ModelException", "", Duration.ZERO);
        for (AdditiveMetric metric : List.of(Classification.accuracy(), Classification.macroF1(LABELS))) {
            for (Outcome outcome : List.of(failed, answered(Answer.abstain("unknown")))) {
                Score score = metric.score(labelled("a"), outcome);
                assertThat(score.value()).isZero();
                assertThat(score.readable()).isFalse();
            }
        }
    }

    @Test
    void isRightToAbstainOnlyWhereNoAnswerIsExpected() {
        Case none = Case.of("1", Question.of("?"), new Expected.NoAnswer());
        AdditiveMetric accuracy = Classification.accuracy();
        assertThat(accuracy.score(none, answered(Answer.abstain("unknown"))).value())
                .isEqualTo(1);
        assertThat(accuracy.score(none, answered(Answer.reply("a"))).value()).isZero();
        assertThat(accuracy.score(none, new Outcome.Failed("ModelException", "", Duration.ZERO))
                        .readable())
                .isFalse();
    }

    @Test
    void refusesWhatItCannotScore() {
        Case texts = Case.of("7", Question.of("?"), new Expected.Texts(List.of("a")));
        assertThatThrownBy(() -> Classification.accuracy().score(texts, answered(Answer.reply("a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("case 7");
        assertThatThrownBy(() -> Classification.macroF1(LABELS).score(labelled("d"), answered(Answer.reply("a"))))
                .hasMessageContaining("[a, b, c]");
    }

    @Test
    void readsOneLabelStrictly() {
        LabelReader reader = new LabelReader(List.of("positive", "very positive", "negative"));
        assertThat(reader.read(" **Ｐositive**. ")).contains("positive");
        assertThat(reader.read("It is very positive!")).contains("very positive");
        assertThat(reader.read("positive or negative")).isEmpty();
        assertThat(reader.read("positively")).isEmpty();
        assertThat(new LabelReader(List.of("肯定", "否定")).read("答えは肯定です")).contains("肯定");
        assertThatThrownBy(() -> new LabelReader(List.of("Yes", "yes."))).hasMessageContaining("different");
    }

    @Property(tries = 200)
    void staysInRangeInAnyOrder(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 2) Integer> truth, @ForAll Random random) {
        StringBuilder wanted = new StringBuilder();
        StringBuilder said = new StringBuilder();
        truth.forEach(label -> {
            wanted.append("abc".charAt(label));
            said.append("abcx".charAt(random.nextInt(4)));
        });
        for (AdditiveMetric metric : List.of(Classification.microF1(LABELS), Classification.weightedF1(LABELS))) {
            List<Score> scores = new ArrayList<>(scores(metric, wanted.toString(), said.toString()));
            double value = metric.value(scores);
            Collections.shuffle(scores, random);
            assertThat(metric.value(scores)).isEqualTo(value).isBetween(0.0, 1.0);
            assertThat(metric.value(scores(metric, wanted.toString(), wanted.toString())))
                    .isEqualTo(1);
        }
    }

    private static List<Score> scores(AdditiveMetric metric, String truth, String said) {
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < truth.length(); i++) {
            scores.add(metric.score(
                    labelled(truth.substring(i, i + 1)), answered(Answer.reply(said.substring(i, i + 1)))));
        }
        return scores;
    }

    private static Case labelled(String label) {
        Question question = Question.of("?").withForm(new AnswerForm.OneOf(List.of("a", "b", "c", "d")));
        return Case.of("1", question, new Expected.Label(label));
    }

    private static Outcome answered(Answer answer) {
        return new Outcome.Answered(answer, Duration.ZERO);
    }

    @Test
    void theLongVowelMarkIsPartOfAJapaneseWord() {
        LabelReader reader = new LabelReader(List.of("OK", "エラー"));

        assertThat(reader.read("サーバーOK")).hasValue("OK");
        assertThat(reader.read("エラーcode 5")).hasValue("エラー");
    }
}
