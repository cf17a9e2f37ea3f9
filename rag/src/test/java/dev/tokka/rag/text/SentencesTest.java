// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tokka.Span;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "The fee is 4.2 %.|It is due on 1 May.",
                "May I?|Yes!|Good.",
                "He said \"no.\"|Then he left.",
                "(See section 4.)|The next one.",
                "**Note.**|Cards expire.",
                "Use a card, e.g. a debit card.|Or cash.",
                "Notify us, i.e. The Bank.",
                "See No. 12 and Art. 5 of the act.|Then stop.",
                "The answer is no.|The end.",
                "Call ext. 4999 first.|Then wait.",
                "See Art. IV and App. B for details.|Done.",
                "Dr. Smith met Mr. J. R. Jones.|They spoke.",
                "It is U.S. law.|The U.S. Treasury says so.|It applies in the U.S.|The fee is due.",
                "Debit vs. Credit cards.|Approx. 5 days.",
                "Fees, rates, etc. apply.|Cards, loans, etc.|Customers pay.",
                "Acme Inc. Holding owns Beta Ltd.|The rest is public.",
                "Due on Jan. 5 at 5 p.m.|Late fees apply.",
                "Wait... what?|Nothing.",
                "Visit https://bank.example/a.b?c=d. e-mail us.",
                "Version v1.2.|Next."
            })
    void englishBordersAreBehindTerminators(String expected) {
        String text = expected.replace("|", " ");

        assertThat(sentences(text)).containsExactly(expected.split("\\|"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "手数料は無料です。|詳細は窓口へ。",
                "本当ですか？|はい！|終わり。",
                "「はい。」と答えた。|次へ。",
                "「一つ。二つ。」と数えた。|次へ。",
                "「はい。」|「いいえ。」",
                "支払う（ただし、除く。）。|次の文。",
                "支払う（手数料を除く。）ものとする。|次の文。",
                "利率は３．５％である．|次の文．",
                "閉じない「括弧。|次の文。",
                "OK!|次の文です。",
                "年利 4.2% です。|No. 5 を参照。"
            })
    void japaneseBordersNeedNoSpace(String expected) {
        String text = expected.replace("|", "");

        assertThat(sentences(text)).containsExactly(expected.split("\\|"));
    }

    @Test
    void hardWrapsAreInsideSentencesAndBlankLinesEndThem() {
        String text = "The fee\nis due.\nAlways\n\nNo full stop\n \t\n最後の\n段落";

        assertThat(sentences(text)).containsExactly("The fee\nis due.", "Always", "No full stop", "最後の\n段落");
    }

    @Test
    void headingsItemsAndRowsEndWithTheirLine() {
        String text = """
                # Fees
                The following apply
                - cards
                - loans that
                  go on
                1. First. Second
                2) third
                ・手数料
                | a | b |
                |---|---|
                | c | d |
                Title
                =====
                ```
                code
                ```
                """;

        assertThat(sentences(text))
                .containsExactly(
                        "# Fees",
                        "The following apply",
                        "- cards",
                        "- loans that\n  go on",
                        "1. First.",
                        "Second",
                        "2) third",
                        "・手数料",
                        "| a | b |",
                        "|---|---|",
                        "| c | d |",
                        "Title\n=====",
                        "```",
                        "code",
                        "```");
    }

    @Test
    void blankTextHasNoSentences() {
        assertThat(Sentences.of(" \n\t\u3000\n")).isEmpty();
        assertThat(Sentences.of("")).isEmpty();
    }

    @Property
    void spansAreOrderedTrimmedAndHoldEveryVisibleCharacter(@ForAll("texts") String text) {
        List<Span> spans = Sentences.of(text);

        StringBuilder rest = new StringBuilder(text);
        int end = 0;
        for (Span span : spans) {
            assertThat(span.start()).isGreaterThanOrEqualTo(end);
            assertThat(span.of(text)).isNotEmpty().isEqualTo(span.of(text).strip());
            end = span.end();
            rest.replace(span.start(), span.end(), " ".repeat(span.length()));
        }
        assertThat(rest.toString()).isBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", ".", "。", "「", "」", "「。", " ", "\n", ". a", "a. ", "( a. ", "a\n", "U.S. ", "| ", "- ", ".\" "
            })
    void aMegabyteOfAnythingIsDoneInTime(String unit) {
        String text = unit.repeat(1_000_000 / unit.length());

        List<Span> spans = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Sentences.of(text));

        assertThat(spans).allMatch(span -> span.length() > 0);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a", "B", "7", ".", "!", "?", " ", "\n", "\n\n", "。", "！", "「", "」", "（", "）", "．", "手", "か",
                        "\"", ")", "- ", "# ", "| ", "1. ", "e.g.", "No.", "\u3000", "𠮷", "\r\n", "```", "---", "U.S.",
                        "The")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    private static List<String> sentences(String text) {
        return Sentences.of(text).stream().map(span -> span.of(text)).toList();
    }
}
