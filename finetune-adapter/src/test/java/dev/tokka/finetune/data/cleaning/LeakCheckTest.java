// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.finetune.data.Rows;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class LeakCheckTest {

    private static final List<String> BENCHMARK =
            List.of("What does a transfer abroad cost in 2024?", "平成三十年の第二十四条の期間は何日ですか。", "Short?", " ");

    @Property(tries = 200)
    void aTextOfTheBenchmarkIsAlwaysFound(
            @ForAll @Size(min = 1, max = 5) List<@StringLength(max = 40) String> benchmark) {
        LeakCheck check = LeakCheck.of(benchmark);
        for (String text : benchmark) {
            boolean hasLetters = !LeakNormal.text(text).isEmpty();

            assertThat(check.find(text).isPresent()).isEqualTo(hasLetters);
        }
    }

    @Example
    void widthsNumeralsAndPunctuationDoNotHideALeak() {
        LeakCheck check = LeakCheck.of(BENCHMARK);

        assertThat(check.find("ＷＨＡＴ does a transfer abroad cost, in ２０２４ !")
                        .orElseThrow()
                        .benchmark())
                .isZero();
        assertThat(check.find("問３：平成30年の第24条の期間は何日ですか").orElseThrow().benchmark())
                .isEqualTo(1);
        assertThat(check.find("short").orElseThrow()).isEqualTo(new Leak(2, 1, Leak.Evidence.OVERLAP));
        assertThat(check.find("A short question is no leak by its one short word."))
                .isEmpty();
        assertThat(check.find("What does a transfer within Japan cost?")).isEmpty();
        assertThat(check.find("")).isEmpty();
    }

    @Example
    void numbersAreReadInAllTheirWritings() {
        assertThat(LeakNormal.text("二千二十四年、十億五千万円、千人、一二三")).isEqualTo("2024年1050000000円1000人123");
        assertThat(LeakNormal.text("Twenty fees, 1,000 yen, ten days")).isEqualTo("20fees1000yen10days");
    }

    @Example
    void aLeakMayBeInTheAnswerOrInBoth() {
        RowFilter filter = LeakCheck.of(BENCHMARK).filter();

        assertThat(filter.judge(Rows.of("Ask something.", BENCHMARK.get(0))).reason())
                .contains("leaked from the benchmark, by overlap");
        assertThat(filter.judge(Rows.of("What does a transfer abroad", "cost in 2024?"))
                        .row())
                .isEmpty();
        assertThat(filter.judge(Rows.of("What is the fee?", "5 yen")).row()).isPresent();
    }

    @Example
    void meaningFindsWhatWordsDoNot() {
        LeakCheck check = LeakCheck.of(BENCHMARK)
                .withMeaning(
                        text -> new float[] {text.contains("abroad") || text.contains("foreign") ? 3 : 0, 1}, 0.99);

        assertThat(check.find("Price of foreign payments?").orElseThrow().evidence())
                .isEqualTo(Leak.Evidence.MEANING);
        assertThat(check.find("foreign").orElseThrow().benchmark()).isZero();
        assertThat(LeakCheck.of(BENCHMARK).find("Price of foreign payments?")).isEmpty();
        assertThat(check.filter()
                        .judge(Rows.of("Price of foreign payments?", "5"))
                        .reason())
                .contains("leaked from the benchmark, by meaning");
    }

    @Example
    void moreOverlapFindsLess() {
        String half = "What does a transfer abroad from Osaka to a bank in London mean for a customer?";

        assertThat(LeakCheck.of(BENCHMARK).withOverlap(0.4).find(half)).isPresent();
        assertThat(LeakCheck.of(BENCHMARK).withOverlap(0.9).find(half)).isEmpty();
        assertThatThrownBy(() -> LeakCheck.of(BENCHMARK).withOverlap(0)).hasMessageContaining("above 0");
    }
}
