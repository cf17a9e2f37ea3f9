// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static dev.tokka.rag.Passages.passage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Deadline;
import dev.tokka.Description;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.rag.Relevance.Ranked;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RelevanceTest {

    private static final Offset<Double> EXACT = within(1e-9);

    private final Relevance relevance = new Relevance(TermWeights.uniform(), Optional.empty());

    @Test
    void theFormulaWorkedByHand() {
        Question question =
                asked("How high is the transfer fee?", passage("The transfer costs 500 yen. Cards are free.", "Fees"));

        List<Ranked> ranked = relevance.rank(question);

        // first:  transfer in the sentence, fee in its heading: 0.5 + 0.8 * 0.5 = 0.9, an amount
        // second: fee in its heading, transfer in the passage: 0.8 * 0.5 + 0.5 * 0.5 = 0.65, an amount
        assertThat(ranked).extracting(Ranked::text).containsExactly("The transfer costs 500 yen.", "Cards are free.");
        assertThat(ranked).extracting(Ranked::number).containsExactly(1, 1);
        assertThat(ranked.get(0).relevance()).isCloseTo(logistic(0.9 - 0.3), EXACT);
        assertThat(ranked.get(1).relevance()).isCloseTo(logistic(0.65 * (0.65 / 0.9) * (0.65 / 0.9) - 0.3), EXACT);
    }

    @Test
    void aSentenceWithoutTheTypeThatIsAskedForCountsHalf() {
        Question question =
                asked("How high is the transfer fee?", passage("The branch sets the transfer fee of each customer."));

        assertThat(relevance.rank(question).get(0).relevance()).isCloseTo(logistic(0.5 - 0.3), EXACT);
    }

    @Test
    void aDocumentThatIsSilentOnTheAmountIsMarkedDown() {
        String amount = "Lockers cost 500 yen.";
        Question question =
                asked("How high is the transfer fee?", passage("The branch sets the transfer fee. " + amount));

        Ranked ranked = relevance.rank(question).get(1);

        // the amount has a topic of 0.5 by its passage; the sentence that treats the matter has 1
        assertThat(ranked.text()).isEqualTo(amount);
        assertThat(ranked.relevance()).isCloseTo(logistic(0.5 * 0.25 - 0.3), EXACT);
    }

    @Test
    void whatASentenceRefersToIsItsContext() {
        Question question = asked("Who keeps the spare key?", passage("A spare key exists. The manager keeps it."));

        List<Ranked> ranked = relevance.rank(question);

        // second: keep in the sentence, spare and key in the one before: 1/3 + 0.8 * 2/3
        double second = 1.0 / 3 + 0.8 * 2 / 3;
        assertThat(ranked).extracting(Ranked::text).containsExactly("The manager keeps it.", "A spare key exists.");
        assertThat(ranked.get(0).relevance()).isCloseTo(logistic(second - 0.3), EXACT);
    }

    @Test
    void rareTermsCountMore() {
        Relevance weighted = new Relevance(new LengthWeights(), Optional.empty());
        Question question = asked("What of a key cabinet?", passage("Cabinets exist."), passage("A key exists."));

        List<Ranked> ranked = weighted.rank(question);

        // cabinet weighs 7 and key 3
        assertThat(ranked).extracting(Ranked::number).containsExactly(1, 2);
        assertThat(ranked.get(0).relevance()).isCloseTo(logistic(0.7 - 0.3), EXACT);
    }

    @Test
    void closenessOfMeaningWorkedByHand() {
        Relevance byMeaning = new Relevance(
                TermWeights.uniform(), Optional.of(new AngleEncoder(Map.of("near", 0.95, "half", 0.7, "key", 0.2))));
        Question question = asked(
                "Who keeps the key?",
                passage("Somewhere near."),
                passage("By half."),
                passage("The boss keeps the key."));

        List<Ranked> ranked = byMeaning.rank(question);

        // near: closeness 1, no words; half: closeness 0.5, no words; key: closeness 0, all words
        assertThat(ranked).extracting(Ranked::number).containsExactly(1, 2, 3);
        assertThat(ranked.get(0).relevance()).isCloseTo(logistic(0.85 - 0.43), within(1e-5));
        assertThat(ranked.get(1).relevance()).isCloseTo(logistic(0.425 * 0.25 - 0.43), within(1e-5));
        assertThat(ranked.get(2).relevance())
                .isCloseTo(logistic(0.15 * (0.15 / 0.85) * (0.15 / 0.85) - 0.43), within(1e-5));
    }

    @Test
    void wordsAloneCountWhereTheEncoderDoesNotCoverTheLanguage() {
        Relevance english = new Relevance(TermWeights.uniform(), Optional.of(new AngleEncoder(Map.of())));
        Question question = asked("鍵は誰が保管しますか", passage("鍵は支店長が保管する。"));

        assertThat(english.rank(question)).isEqualTo(relevance.rank(question));
        assertThat(english.rank(question).get(0).relevance()).isCloseTo(logistic(1 - 0.3), EXACT);
    }

    @Test
    void theLessLikelySentencesAreLeftOut() {
        Question question = asked("Where are keys?", passage("Nowhere. ".repeat(20) + "Keys are here."));

        List<Ranked> ranked = relevance.rank(question);

        assertThat(ranked).hasSize(8);
        assertThat(ranked.get(0).text()).isEqualTo("Keys are here.");
    }

    @Test
    void nothingInCommonIsHardlyRelevant() {
        Question question = asked("Where are keys?", passage("Cats sleep."));

        assertThat(relevance.rank(question).get(0).relevance()).isCloseTo(logistic(-0.3), EXACT);
    }

    @Test
    void noEvidenceHasNoSentence() {
        assertThat(relevance.rank(Question.of("Where are keys?"))).isEmpty();
        assertThat(relevance.rank(asked("Where are keys?", passage("---")))).isEmpty();
    }

    @Test
    void theDeadlineIsSeenBetweenTheRunsOfTheEncoder() {
        Iterator<Instant> times = List.of(Instant.EPOCH.plusSeconds(1)).iterator();
        Question question = asked("Where are keys?", passage("Keys are here."))
                .with(Deadline.KEY, new Deadline(Instant.EPOCH, times::next));
        Relevance byMeaning = new Relevance(TermWeights.uniform(), Optional.of(new AngleEncoder(Map.of())));

        assertThatThrownBy(() -> byMeaning.rank(question))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessage("extractive: the deadline passed PT1S ago");
    }

    @Test
    void theDescriptionHoldsWeightsAndEncoder() {
        Encoder encoder = new AngleEncoder(Map.of());

        Description words = relevance.describe();
        Description meaning = new Relevance(new LengthWeights(), Optional.of(encoder)).describe();

        assertThat(words)
                .isEqualTo(Description.of("extractive")
                        .withPart(TermWeights.uniform().describe()));
        assertThat(meaning.parts()).containsExactly(new LengthWeights().describe(), encoder.describe());
    }

    private static Question asked(String question, Passage... passages) {
        return Question.of(question).plusEvidence(Arrays.asList(passages));
    }

    private static double logistic(double overThreshold) {
        return 1 / (1 + Math.exp(-10 * overThreshold));
    }
}
