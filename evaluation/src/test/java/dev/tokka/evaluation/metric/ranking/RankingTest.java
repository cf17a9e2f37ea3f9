// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Answer;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RankingTest {

    private static final Map<String, Integer> GRADES = Map.of("a", 3, "b", 2, "c", 3, "e", 1, "f", 2);

    private static final List<Ranking> ALL = List.of(
            Ranking.ndcg(3),
            Ranking.ndcgExponential(3),
            Ranking.mrr(3),
            Ranking.meanAveragePrecision(),
            Ranking.recall(3),
            Ranking.precision(3));

    @Test
    void ndcgAgreesWithScikitLearn() {
        // sklearn 1.9.1: ndcg_score([[3,2,3,0,1,2]], [[6,5,4,3,2,1]]), then k=4, then [[7,3,7,0,1,3]] with k=4
        assertThat(value(Ranking.ndcg(6), "a", "b", "c", "d", "e", "f")).isCloseTo(0.9608081943360616, within(1e-12));
        assertThat(value(Ranking.ndcg(4), "a", "b", "c", "d", "e", "f")).isCloseTo(0.8530852898337352, within(1e-12));
        assertThat(value(Ranking.ndcgExponential(4), "a", "b", "c", "d", "e", "f"))
                .isCloseTo(0.8722072112559871, within(1e-12));
    }

    @Test
    void othersByHand() {
        // relevant: a b c e f; ranks 2, 4 and 5 are relevant
        String[] ranking = {"x", "a", "y", "b", "c"};
        assertThat(value(Ranking.mrr(3), ranking)).isEqualTo(0.5);
        assertThat(value(Ranking.mrr(1), ranking)).isZero();
        assertThat(value(Ranking.recall(4), ranking)).isEqualTo(0.4);
        assertThat(value(Ranking.precision(4), ranking)).isEqualTo(0.5);
        assertThat(value(Ranking.precision(10), ranking)).isEqualTo(0.3);
        assertThat(value(Ranking.meanAveragePrecision(), ranking))
                .isCloseTo((1 / 2.0 + 2 / 4.0 + 3 / 5.0) / 5, within(1e-12));
    }

    @Test
    void laterDuplicatesAndBlankLinesAreIgnored() {
        assertThat(value(Ranking.precision(2), "a", "a", "", " a ", "b")).isOne();
        assertThat(Ranking.precision(2).score(item(GRADES), reply("a\n\n a\nb")).seen())
                .isEqualTo("a\nb");
    }

    @Test
    void hugeGradesDoNotOverflow() {
        Case item = item(Map.of("a", Integer.MAX_VALUE, "b", 1));
        assertThat(Ranking.ndcgExponential(2).score(item, reply("a\nb")).value())
                .isOne();
    }

    @Test
    void abstentionsAndFailuresHaveRankedNothing() {
        for (Ranking metric : ALL) {
            assertThat(metric.score(item(GRADES), new Outcome.Answered(Answer.abstain("none"), Duration.ZERO)))
                    .isEqualTo(Score.unreadable(0));
            assertThat(metric.score(item(GRADES), new Outcome.Failed("X", "", Duration.ZERO)))
                    .isEqualTo(Score.unreadable(0));
        }
    }

    @Test
    void refusesWhatItCannotScore() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Ranking.mrr(1).score(Case.of("1", Question.of("?"), new Expected.NoAnswer()), reply("a")))
                .withMessage("rankings need cases that expect relevance but case 1 expects NoAnswer");
        assertThatIllegalArgumentException().isThrownBy(() -> Ranking.ndcg(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Ranking.mrr(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Ranking.recall(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Ranking.precision(0));
    }

    @Property
    void perfectRankingsAreBest(@ForAll @Size(min = 3, max = 3) List<@IntRange(min = 1, max = 5) Integer> grades) {
        Map<String, Integer> relevance = Map.of("a", grades.get(0), "b", grades.get(1), "c", grades.get(2));
        String best = String.join(
                "\n",
                relevance.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                        .map(Map.Entry::getKey)
                        .toList());
        for (Ranking metric : ALL) {
            assertThat(metric.score(item(relevance), reply(best)).value()).isCloseTo(1, within(1e-12));
        }
    }

    @Property
    void valuesAreInRangeInAnyOrder(@ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 9) Integer> ids) {
        String ranking =
                String.join("\n", ids.stream().map(id -> "" + (char) ('a' + id)).toList());
        for (Ranking metric : ALL) {
            Score score = metric.score(item(GRADES), reply(ranking));
            assertThat(score.value()).isBetween(0.0, 1 + 1e-12);
            List<Score> scores = new ArrayList<>(List.of(score, Score.of(0.3, ""), Score.of(0.1, "")));
            double before = metric.value(scores);
            Collections.reverse(scores);
            assertThat(metric.value(scores)).isCloseTo(before, within(1e-12));
        }
    }

    @Test
    void aRetrieverAnswersWithItsDocuments() {
        RankedDocuments model = new RankedDocuments(
                query -> Stream.of(passage("1", "b.md"), passage("2", "a.md"), passage("3", "b.md"))
                        .limit(query.limit())
                        .toList(),
                3);

        assertThat(model.answer("fees?").reply().orElseThrow().text()).isEqualTo("b.md\na.md");
        assertThat(new RankedDocuments(query -> List.of(), 1).answer("fees?")).isInstanceOf(Answer.Abstention.class);
        assertThat(model.describe().parts()).containsExactly(model.retriever().describe());
        assertThat(model.describe()).isNotEqualTo(new RankedDocuments(model.retriever(), 4).describe());
        assertThatIllegalArgumentException().isThrownBy(() -> new RankedDocuments(model.retriever(), 0));
    }

    private static Passage passage(String id, String document) {
        return new Passage(id, "x", new Source(document, List.of(), new Span(0, 1)), 1);
    }

    private static Case item(Map<String, Integer> grades) {
        return Case.of("1", Question.of("?"), new Expected.Relevance(grades));
    }

    private static Outcome reply(String text) {
        return new Outcome.Answered(Answer.reply(text), Duration.ZERO);
    }

    private static double value(Ranking metric, String... ranking) {
        return metric.score(item(GRADES), reply(String.join("\n", ranking))).value();
    }
}
