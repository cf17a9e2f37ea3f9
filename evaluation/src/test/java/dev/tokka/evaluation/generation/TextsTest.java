// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void wordsAreLikeWhateverTheForm() {
        assertThat(Texts.words("  What's the FEE, please?! ")).isEqualTo("what s the fee please");
        assertThat(Texts.words("ＡＴＭの手数料は、１，０００円。")).isEqualTo("atmの手数料は 1000円");
        assertThat(Texts.key("ﾃｽﾄ か\u3099")).isEqualTo("テストが");
    }

    @Test
    void whatChangesANumberStays() {
        assertThat(Texts.words("1.5 % of -5 or 1,500.")).isEqualTo("1.5 % of -5 or 1500");
        assertThat(Texts.words("C++ and C#")).isEqualTo("c++ and c#");
        assertThat(Texts.numbers("２０ of 1,500 or \u22125, 1.5")).containsExactly("-5", "1.5", "1500", "20");
    }

    @Test
    void runsOfCharacters() {
        assertThat(Texts.grams("abcd", 3)).containsExactly("abc", "bcd");
        assertThat(Texts.grams("ab", 3)).containsExactly("ab");
        assertThat(Texts.grams("atmの手数料", 4)).containsExactly("atmの", "tmの手", "mの手数", "の手", "手数", "数料");
        assertThat(Texts.grams("", 3)).isEmpty();
        assertThat(Texts.jaccard(Texts.grams("abcd", 3), Texts.grams("bcde", 3)))
                .isEqualTo(1.0 / 3);
        assertThat(Texts.jaccard(Texts.grams("", 3), Texts.grams("", 3))).isZero();
    }

    @Test
    void sameAnswers() {
        assertThat(SameAnswer.isGiven("5 euros", "The fee is 5 euros.")).isTrue();
        assertThat(SameAnswer.isGiven("5 euros", "The fee is 15 euros.")).isFalse();
        assertThat(SameAnswer.isGiven("5", "15")).isFalse();
        assertThat(SameAnswer.isGiven("the branch manager", "a branch manager")).isFalse();
        assertThat(SameAnswer.isGiven("the regional branch manager", "The Regional Branch Managers"))
                .isTrue();
        assertThat(SameAnswer.isGiven("art", "a party")).isFalse();
        assertThat(SameAnswer.isGiven("3日前", "開始日の３日前までです。")).isTrue();
        assertThat(SameAnswer.isGiven("3日前", "開始日の5日前までです。")).isFalse();
        assertThat(SameAnswer.isGiven("→", "→")).isTrue();
    }

    @Property
    void wordsHaveOneSpaceBetweenThem(@ForAll String text) {
        String words = Texts.words(text);

        assertThat(words).isEqualTo(words.strip()).doesNotContain("  ");
        assertThat(Texts.key(text)).doesNotContain(" ");
    }

    @Property
    void jaccardIsSymmetricAndAtMostOne(@ForAll String one, @ForAll String other) {
        double similarity = Texts.jaccard(Texts.grams(one, 3), Texts.grams(other, 3));

        assertThat(similarity).isBetween(0.0, 1.0);
        assertThat(Texts.jaccard(Texts.grams(other, 3), Texts.grams(one, 3))).isEqualTo(similarity);
    }
}
