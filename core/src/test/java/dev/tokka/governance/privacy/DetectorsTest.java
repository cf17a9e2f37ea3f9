// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mail to hanako.yamada+bank@example.co.jp, please. | hanako.yamada+bank@example.co.jp",
                "メールはhanako@example.jpです。 | hanako@example.jp",
                "ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ へ | ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ",
                "See a@b.c.example. | a@b.c.example",
            })
    void addressesOfMailAreFound(String text, String found) {
        assertThat(found(Detectors.emails(), text)).containsExactly(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a @ b", "@home", "user@", "x@-y", "3 @ 100 yen"})
    void whatIsNoAddressIsNot(String text) {
        assertThat(found(Detectors.emails(), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "電話は03-3581-0101です | 03-3581-0101",
                "携帯 ０９０－１２３４－５６７８ まで | ０９０－１２３４－５６７８",
                "0120-444-113 (free) | 0120-444-113",
                "Call +81 3 3581 0101 now | +81 3 3581 0101",
                "Call (650) 253-0000 now | (650) 253-0000",
                "Ring 020 7946 0018 | 020 7946 0018",
            })
    void telephoneNumbersAreFound(String text, String found) {
        assertThat(found(Detectors.phones("JP", "US", "GB"), text)).contains(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"on 2024-01-15", "1,000,000 yen", "Article 12-3", "令和6年4月1日", "section 1.2.3.4"})
    void datesAndAmountsAreNoTelephones(String text) {
        assertThat(found(Detectors.usual(), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "〒100-8967 東京都 | 〒100-8967",
                "郵便番号は 100-8967 | 100-8967",
                "〒１００－８９６７ | 〒１００－８９６７",
                "郵便番号:1008967 | 郵便番号:1008967",
                "Springfield, IL 62704 | 62704",
                "ZIP 62704 | 62704",
                "62704-1234 | 62704-1234",
                "London SW1A 2AA | SW1A 2AA",
            })
    void postalCodesAreFound(String text, String found) {
        assertThat(found(Detectors.postalCodes(), text)).containsExactly(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4111 1111 1111 1111", "4111-1111-1111-1111", "378282246310005", "3530111333300000"})
    void cardsAreFoundByTheirCheckDigit(String card) {
        assertThat(found(Detectors.cards(), "card " + card + " of May")).containsExactly(card);
        char last = card.charAt(card.length() - 1);
        String wrong = card.substring(0, card.length() - 1) + (last == '9' ? '0' : (char) (last + 1));
        assertThat(found(Detectors.cards(), "card " + wrong)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "口座番号:1234567 | 1234567",
                "普通 １２３４５６７ | １２３４５６７",
                "Account number: 12345678 | 12345678",
                "account no. 00123-456 | 00123-456",
                "IBAN GB82 WEST 1234 5698 7654 32 today | GB82 WEST 1234 5698 7654 32",
                "DE89370400440532013000 | DE89370400440532013000",
            })
    void accountsAreFound(String text, String found) {
        assertThat(found(Detectors.accounts(), text)).containsExactly(found);
    }

    @Test
    void anIbanWithOtherCheckDigitsIsNone() {
        assertThat(found(Detectors.accounts(), "DE88370400440532013000")).isEmpty();
    }

    @Test
    void socialSecurityNumbersAreFoundInTheirForm() {
        assertThat(found(Detectors.socialSecurityNumbers(), "SSN 123-45-6789, not 000-45-6789 or 923-45-6789"))
                .containsExactly("123-45-6789");
    }

    @ParameterizedTest
    @ValueSource(strings = {"山田太郎様", "山田 太郎様", "山田　太郎様", "ＹＡＭＡＤＡ Taro", "yamada taro", "YAMADATARO"})
    void namesOfAListAreFoundInAnyWidthCaseAndSpacing(String text) {
        Detector names = Detectors.names(List.of("山田 太郎", "Yamada Taro"));
        assertThat(found(names, "To " + text + ":")).hasSize(1);
    }

    @Test
    void aNameInLettersIsFoundAsAWholeWordOnly() {
        Detector names = Detectors.names(List.of("Ann"));
        assertThat(found(names, "Annual report by Ann, for Joann")).containsExactly("Ann");
    }

    @Test
    void aListOfNamesNeedsOneAndSaysNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Detectors.names(List.of()));
        assertThat(Detectors.names(List.of("山田太郎")).describe().toString()).doesNotContain("山田");
        assertThat(Detectors.names(List.of("山田太郎")).describe())
                .isEqualTo(Detectors.names(List.of("山田 太郎")).describe())
                .isNotEqualTo(Detectors.names(List.of("山田花子")).describe());
    }

    @Test
    void regionsAreCheckedWhenTheyAreGiven() {
        assertThatIllegalArgumentException().isThrownBy(() -> Detectors.phones("Japan"));
    }

    static List<String> found(Detector detector, String text) {
        return Stream.ofNullable(detector.find(text))
                .flatMap(List::stream)
                .map(each -> each.span().of(text))
                .distinct()
                .toList();
    }
}
