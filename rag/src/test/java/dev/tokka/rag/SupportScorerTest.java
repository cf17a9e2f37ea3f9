// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static dev.tokka.rag.Passages.passage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Passage;
import dev.tokka.rag.text.Language;
import dev.tokka.testkit.ScriptedModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupportScorerTest {

    private static final Passage PASSAGE = passage("Lockers are large. The card is sent by mail. Ask us.");

    @Test
    void aRerankerReadsRunsOfSentences() {
        ReadingReranker reranker = new ReadingReranker(new ArrayList<>(), 2);
        SupportScorer scorer = SupportScorer.crossEncoder(reranker, new LogisticMap(1, 3));

        SupportScorer.Found found =
                scorer.of("You get it with the post.", PASSAGE).orElseThrow();

        assertThat(found.quote().of(PASSAGE.text())).isEqualTo("The card is sent by mail.");
        assertThat(found.score()).isCloseTo(1 / (1 + Math.exp(-3)), within(1e-12));
        assertThat(reranker.read()).contains("Lockers are large.", "Ask us.", PASSAGE.text());
    }

    @Test
    void aRerankerDoesNotExcuseAContradiction() {
        SupportScorer scorer =
                SupportScorer.crossEncoder(new ReadingReranker(new ArrayList<>(), 9), LogisticMap.MS_MARCO);

        assertThat(scorer.of("The card is not sent by mail.", PASSAGE)
                        .orElseThrow()
                        .score())
                .isLessThanOrEqualTo(0.25);
        assertThat(scorer.of("The card is sent by mail.", PASSAGE).orElseThrow().score())
                .isEqualTo(1);
    }

    @Test
    void meaningAndWordsAreHalfEachWorkedByHand() {
        SupportScorer scorer = SupportScorer.meaning(new MailEncoder(), TermWeights.uniform());

        // no word in common and a cosine of 0.8, which is (0.8 - 0.5) / 0.4
        SupportScorer.Found found = scorer.of("Posted plastic.", PASSAGE).orElseThrow();
        assertThat(found.quote().of(PASSAGE.text())).isEqualTo("The card is sent by mail.");
        assertThat(found.score()).isCloseTo(0.75 / 2, within(1e-6));
        // card is one of two words: (0.5 + 0.75) / 2
        assertThat(scorer.of("Posted card.", PASSAGE).orElseThrow().score()).isCloseTo(0.625, within(1e-6));
        assertThat(scorer.of("Cards aren't posted.", PASSAGE).orElseThrow().score())
                .isLessThan(0.5);
    }

    @Test
    void inALanguageThatIsNotCoveredWordsCount() {
        Passage passage = passage("手数料は500円である。");
        SupportScorer scorer = SupportScorer.meaning(new MailEncoder(), TermWeights.uniform());

        assertThat(scorer.of("手数料は、500円です。", passage))
                .isEqualTo(SupportScorer.words(TermWeights.uniform()).of("手数料は、500円です。", passage));
    }

    @Test
    void retrievalUsesTheScorerItIsGiven() {
        Retrieval retrieval = Retrieval.from(FixedRetriever.of(PASSAGE.text()));
        DomainModel model = ScriptedModel.replying("You get it with the post. [1]");
        SupportScorer scorer =
                SupportScorer.crossEncoder(new ReadingReranker(new ArrayList<>(), 5), LogisticMap.MS_MARCO);

        Answer without = model.with(retrieval).answer("How do I get my card?");
        Answer with = model.with(retrieval.support(scorer)).answer("How do I get my card?");

        assertThat(without).isInstanceOf(Answer.Abstention.class);
        assertThat(with.reply().orElseThrow().citations().get(0).quote()).isEqualTo("The card is sent by mail.");
        assertThat(model.with(retrieval.support(scorer)).describe())
                .isNotEqualTo(model.with(retrieval).describe());
    }

    @Test
    void mapsOutOfRangeAreRefused() {
        assertThat(new LogisticMap(2, 1).share(2)).isEqualTo(0.5);
        assertThatIllegalArgumentException().isThrownBy(() -> new LogisticMap(Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new LogisticMap(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LogisticMap(0, Double.POSITIVE_INFINITY));
    }

    /** Gives a score to what speaks of mail and nothing else, and -9 to all other texts. */
    private record ReadingReranker(List<String> read, double mail) implements Reranker {

        @Override
        public double[] score(String query, List<String> texts) {
            read.addAll(texts);
            return texts.stream()
                    .mapToDouble(text -> text.equals("The card is sent by mail.") ? mail : -9)
                    .toArray();
        }

        @Override
        public Description describe() {
            return Description.of("reading").with("mail", mail);
        }
    }

    /** Knows that what is posted is mail: a cosine of 0.8, and 0 to all else. */
    private record MailEncoder() implements Encoder {

        @Override
        public List<float[]> encode(Role role, List<String> texts) {
            return texts.stream()
                    .map(text -> text.contains("osted")
                            ? new float[] {0.8f, 0.6f, 0}
                            : text.equals("The card is sent by mail.") ? new float[] {1, 0, 0} : new float[] {0, 0, 1})
                    .toList();
        }

        @Override
        public int dimension() {
            return 3;
        }

        @Override
        public boolean covers(Language language) {
            return language == Language.ENGLISH;
        }

        @Override
        public Description describe() {
            return Description.of("mail");
        }
    }
}
