// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import static dev.tokka.governance.privacy.DetectorsTest.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** My Numbers have twelve digits, the last of which is checked; all that is here is made up. */
class MyNumberTest {

    private static final List<String> WRITTEN = List.of(
            "%s",
            "%1$.4s-%2$s-%3$s",
            "%1$.4s %2$s %3$s",
            "%1$.4s　%2$s　%3$s",
            "%1$.4s‐%2$s－%3$s",
            "%1$.4s\u200B%2$s\u200B%3$s");
    private static final List<String> AROUND =
            List.of("%s", "個人番号は%sです。", "マイナンバー：%s", "My Number: %s.", "（%s）", "No.%s", "2024年に%s、以上");

    @Example
    void theExampleOfTheLawIsOne() {
        assertThat(CheckDigits.isMyNumber("123456789018")).isTrue();
        assertThat(CheckDigits.isMyNumber("123456789012")).isFalse();
        assertThat(CheckDigits.isCorporateNumber("7000012050002")).isTrue(); // the National Tax Agency's own
        assertThat(CheckDigits.isCorporateNumber("6000012050002")).isFalse();
    }

    @Property(tries = 2000)
    void everyNumberIsFoundHoweverItIsWritten(
            @ForAll @From("numbers") String number, @ForAll @From("writings") Writing writing) {
        String text = writing.of(number);
        assertThat(found(Detectors.myNumbers(), text)).as(text).hasSize(1);
        assertThat(digits(found(Detectors.myNumbers(), text).get(0))).isEqualTo(number);
    }

    @Property(tries = 2000)
    void anotherLastDigitIsNeverOne(@ForAll @From("numbers") String number, @ForAll @From("writings") Writing writing) {
        for (char last = '0'; last <= '9'; last++) {
            if (last != number.charAt(11)) {
                String text = writing.of(number.substring(0, 11) + last);
                assertThat(found(Detectors.myNumbers(), text)).as(text).isEmpty();
            }
        }
    }

    @Example
    void twelveDigitsInsideOfALongerNumberAreNone() {
        assertThat(found(Detectors.myNumbers(), "注文 1234567890189")).isEmpty();
        assertThat(found(Detectors.myNumbers(), "x0123456789018")).isEmpty();
    }

    /** 7-0000-1205-0002 is public; some such numbers end in what could be a My Number. */
    @Property(tries = 500)
    void aCorporateNumberIsLeftAlone(@ForAll @From("numbers") String number) {
        String corporate = IntStream.rangeClosed(1, 9)
                .mapToObj(first -> first + number)
                .filter(CheckDigits::isCorporateNumber)
                .findFirst()
                .orElseThrow();
        String written = corporate.charAt(0) + "-" + corporate.substring(1, 5) + "-" + corporate.substring(5, 9) + "-"
                + corporate.substring(9);
        assertThat(found(Detectors.myNumbers(), "法人番号 " + written)).isEmpty();
        assertThat(found(Detectors.usual(), "法人番号 T" + corporate)).isEmpty();
        assertThat(found(Detectors.corporateNumbers(), "法人番号 " + written)).containsExactly(written);
    }

    /** One whose digits also have the check digit of a card. Alone they may be a card, and are hidden. */
    @Example
    void aCorporateNumberThatCouldBeACardIsLeftAloneWhereItIsWrittenAsOne() {
        assertThat(found(Detectors.usual(), "登録番号 T4464546968649")).isEmpty();
        assertThat(found(Detectors.usual(), "登録番号 Ｔ４４６４５４６９６８６４９")).isEmpty();
        assertThat(found(Detectors.usual(), "法人番号 4-4645-4696-8649")).isEmpty();
        assertThat(found(Detectors.cards(), "4464546968649")).containsExactly("4464546968649");
    }

    record Writing(String form, String around, boolean wide) {

        String of(String number) {
            String written = String.format(
                    form, number.substring(0, form.equals("%s") ? 12 : 4), number.substring(4, 8), number.substring(8));
            StringBuilder text = new StringBuilder();
            for (int at = 0; at < written.length(); at++) {
                char c = written.charAt(at);
                text.append(wide && c >= '0' && c <= '9' ? (char) (c - '0' + '０') : c);
            }
            return String.format(around, text);
        }
    }

    private static String digits(String text) {
        return Folded.of(text).replaceAll("[^0-9]", "");
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.strings()
                .numeric()
                .ofLength(11)
                .map(first -> IntStream.rangeClosed('0', '9')
                        .mapToObj(last -> first + (char) last)
                        .filter(CheckDigits::isMyNumber)
                        .findFirst()
                        .orElseThrow());
    }

    @Provide
    Arbitrary<Writing> writings() {
        return Arbitraries.of(WRITTEN)
                .flatMap(form -> Arbitraries.of(AROUND)
                        .flatMap(around -> Arbitraries.of(true, false).map(wide -> new Writing(form, around, wide))));
    }
}
