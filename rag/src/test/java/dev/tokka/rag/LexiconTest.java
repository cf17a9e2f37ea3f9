// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static dev.tokka.rag.text.Language.ENGLISH;
import static dev.tokka.rag.text.Language.JAPANESE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Description;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LexiconTest {

    private final Lexicon lexicon = new Lexicon(new LengthWeights());

    @Test
    void termsAreThoseOfTheLanguage() {
        assertThat(lexicon.terms(ENGLISH, "The fees, the fee and a card")).containsExactlyInAnyOrder("fee", "card");
        assertThat(lexicon.terms(JAPANESE, "手数料は、カードの手数料")).containsExactlyInAnyOrder("手数料", "カード");
    }

    @Test
    void everyTermWeighsWhatTheWeightsSay() {
        assertThat(lexicon.weighted(ENGLISH, "fee and card and fee")).isEqualTo(Map.of("fee", 3.0, "card", 4.0));
    }

    @Test
    void theTopicLeavesOutQuestionWords() {
        assertThat(lexicon.topic(ENGLISH, "How much is the fee of a card?").keySet())
                .containsExactlyInAnyOrder("fee", "card");
        assertThat(lexicon.topic(JAPANESE, "手数料はいくらですか。教えてください。").keySet()).containsExactly("手数料");
    }

    @Test
    void aQuestionOfQuestionWordsIsAboutAllOfThem() {
        assertThat(lexicon.topic(ENGLISH, "How much may you get?").keySet())
                .containsExactlyInAnyOrder("how", "much", "mai", "you", "get");
        assertThat(lexicon.topic(JAPANESE, "いくらですか").keySet()).containsExactly("いくら");
    }

    @Test
    void questionWordsAreThoseOfOneLanguage() {
        assertThat(lexicon.topic(JAPANESE, "how カード").keySet()).containsExactlyInAnyOrder("how", "カード");
    }

    @Test
    void coverageIsTheShareOfTheWeightWorkedByHand() {
        Map<String, Double> wanted = Map.of("fee", 3.0, "card", 4.0, "x", 1.0);

        assertThat(Lexicon.coverage(wanted, Set.of("card", "other"))).isCloseTo(0.5, within(1e-12));
        assertThat(Lexicon.coverage(wanted, Set.of())).isZero();
        assertThat(Lexicon.coverage(Map.of(), Set.of("card"))).isEqualTo(1);
    }

    @Property
    void coverageIsAShareAndMoreTermsNeverCoverLess(
            @ForAll
                    Map<@AlphaChars @StringLength(min = 1, max = 2) String, @DoubleRange(min = 0.1, max = 9) Double>
                            wanted,
            @ForAll @Size(max = 9) Set<@AlphaChars @StringLength(min = 1, max = 2) String> present) {
        double some = Lexicon.coverage(wanted, present);

        assertThat(some).isBetween(0.0, 1.0);
        assertThat(Lexicon.coverage(wanted, wanted.keySet())).isEqualTo(1);
        present.addAll(wanted.keySet().stream().limit(1).toList());
        assertThat(Lexicon.coverage(wanted, present)).isGreaterThanOrEqualTo(some);
    }

    @Test
    void uniformWeightsAreOne() {
        TermWeights uniform = TermWeights.uniform();

        assertThat(uniform.weight(ENGLISH, "fee")).isEqualTo(1);
        assertThat(uniform.weight(JAPANESE, "手数料")).isEqualTo(1);
        assertThat(uniform.describe()).isEqualTo(Description.of("weights", "uniform"));
    }

    @Test
    void weightsThatSayNothingOfThemselvesAreOpaque() {
        TermWeights weights = (language, term) -> 2;

        assertThat(weights.describe().isOpaque()).isTrue();
    }
}
