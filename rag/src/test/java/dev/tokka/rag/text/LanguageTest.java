// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {

    @ParameterizedTest
    @ValueSource(strings = {"特約条項", "解約手数料はいくらですか。", "ATM の利用手数料", "カード", "ｶｰﾄﾞ", "Swift コード (BIC) を入力してください"})
    void aShareOfKanaOrKanjiIsJapanese(String text) {
        Language language = Language.of(text);

        assertThat(language).isEqualTo(Language.JAPANESE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12,345.67",
                "The fee is 5 %.",
                "Die Gebühr beträgt 5 %.",
                "Комиссия",
                "The word 特化 means specialization in Japanese",
                "full-width ＡＢＣ letters are Latin"
            })
    void everythingElseIsEnglish(String text) {
        Language language = Language.of(text);

        assertThat(language).isEqualTo(Language.ENGLISH);
    }

    @Test
    void aFifthOfTheLettersIsEnough() {
        assertThat(Language.of("abcd化")).isEqualTo(Language.JAPANESE);
        assertThat(Language.of("abcde化")).isEqualTo(Language.ENGLISH);
    }

    @Test
    void tagsAreThoseOfBcp47() {
        assertThat(Language.ENGLISH.tag()).isEqualTo("en");
        assertThat(Language.JAPANESE.tag()).isEqualTo("ja");
    }
}
