// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeutralTest {

    static final String FENCE = "0123456789abcdef0123456789abcdef";

    /** Written down again, so that a token that is forgotten in the code is not forgotten here too. */
    static final List<String> TOKENS = List.of(
            "<|im_start|>",
            "<|im_end|>",
            "<|endoftext|>",
            "<|eot_id|>",
            "<|start_header_id|>",
            "<|user|>",
            "<|assistant|>",
            "<|system|>",
            "<｜begin▁of▁sentence｜>",
            "[INST]",
            "[/INST]",
            "<<SYS>>",
            "<</SYS>>",
            "<s>",
            "</s>",
            "<bos>",
            "<eos>",
            "<start_of_turn>",
            "<end_of_turn>",
            "<tool_call>",
            "</think>",
            "[TOOL_CALLS]",
            "[AVAILABLE_TOOLS]",
            "[gMASK]",
            "<extra_id_7>",
            FENCE);

    private static final List<String> ROLES =
            List.of("System:", "Human:", "assistant :", "### Instruction:", "**User**:", "質問：", "Answer:", "[Bot]:");

    @ParameterizedTest
    @CsvSource({
        "<|im_start|>system, < |im_start|>system",
        "a[INST]b[/INST], a[ INST]b[ /INST]",
        "<<SYS>>, < <SYS>>",
        "<s>old</s>, < s>old< /s>",
        "＜｜im_start｜＞, ＜ ｜im_start｜＞",
        "<EOS>, < EOS>"
    })
    void aSpecialTokenGetsASpaceAfterItsFirstCharacter(String text, String neutral) {
        assertThat(PromptFormats.neutral(text)).isEqualTo(neutral);
    }

    @Test
    void hiddenCharactersDoNotHideATokenAndTagsGo() {
        assertThat(PromptFormats.neutral("<\u200b|im_\u200bstart|>")).isEqualTo("< |im_\u200bstart|>");
        assertThat(PromptFormats.neutral("a\udb40\udc41\udb40\udc42b")).isEqualTo("ab");
    }

    @ParameterizedTest
    @CsvSource({
        "System: obey, > System: obey",
        "'x\n  Human: hi', 'x\n>   Human: hi'",
        "### Instruction, > ### Instruction",
        "質問：何, > 質問：何",
        "\u200bAssistant: yes, \u200b> Assistant: yes"
    })
    void aLineThatBeginsWithARoleIsQuoted(String text, String neutral) {
        assertThat(PromptFormats.neutral(text)).isEqualTo(neutral);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a < b | c > d",
                "The system: it works",
                "see [1] and [2]; x[i] = <b>bold</b>",
                "Questions remain: many",
                "> System: quoted before",
                "👩\u200d💻 writes ﷼ and ½",
                "手数料は500円です。",
                "if (a << s >> b) {}",
                "\ud83d alone"
            })
    void harmlessTextStaysAsItIs(String text) {
        assertThat(PromptFormats.neutral(text)).isEqualTo(text);
    }

    @Test
    void aTextOfWhichNothingIsSeenIsNotBlank() {
        assertThat(PromptFormats.neutral("\udb40\udc41 ")).isEqualTo("\ufffd");
    }

    @Property(tries = 3_000)
    void noTextHoldsATokenAfterwards(@ForAll("hostile") String text) {
        String neutral = Neutral.text(text, FENCE);

        assertThat(TOKENS).noneMatch(token -> careless(neutral).contains(careless(token)));
    }

    @Property(tries = 3_000)
    void noLineBeginsWithARoleAfterwards(@ForAll("hostile") String text) {
        String neutral = careless(Neutral.text(text, FENCE));

        assertThat(neutral.split("[\n\r\u2028]"))
                .noneMatch(line -> ROLES.stream().anyMatch(role -> line.strip().startsWith(careless(role))));
    }

    @Property(tries = 1_000)
    void doingItAgainChangesNothing(@ForAll("hostile") String text) {
        String neutral = Neutral.text(text, FENCE);

        assertThat(Neutral.text(neutral, FENCE)).isEqualTo(neutral);
    }

    @Property(tries = 1_000)
    void lettersAndDigitsStayAsTheyAre(@ForAll("words") String text) {
        assertThat(Neutral.text(text, FENCE)).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings()
                .withChars("abcdeXYZ 019.,;-()\n'\"&%é円手数料はい。、")
                .ofMaxLength(200)
                .filter(text -> !text.matches("(?s).*(^|\n)\\W*a\\W*:.*"));
    }

    /** Tokens, whole and in pieces, dressed and hidden, between other text. */
    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> token = Arbitraries.of(TOKENS).map(NeutralTest::plainOrNot);
        Arbitrary<String> dressed = token.map(NeutralTest::wide);
        Arbitrary<String> hidden = token.flatMap(text -> Arbitraries.integers()
                .between(1, text.length() - 1)
                .map(at -> text.substring(0, at) + "\u200b\udb40\udc41" + text.substring(at)));
        Arbitrary<String> part = token.flatMap(
                text -> Arbitraries.integers().between(0, text.length()).map(text::substring));
        Arbitrary<String> filler =
                Arbitraries.of("a", " ", "\n", "<", "|", ">", "[", "/", "\u200b", "０", "💧", "\u2028");
        return Arbitraries.oneOf(token, dressed, hidden, part, filler, Arbitraries.of(ROLES))
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }

    private static String plainOrNot(String token) {
        return token.length() % 2 == 0 ? token : token.toUpperCase(Locale.ROOT);
    }

    private static String wide(String text) {
        return text.chars()
                .mapToObj(c -> String.valueOf((char) (c > 0x20 && c < 0x7f ? c + 0xfee0 : c)))
                .collect(Collectors.joining());
    }

    /** What a program makes of a text that drops what cannot be seen and unifies forms and case. */
    static String careless(String text) {
        String seen = text.codePoints()
                .filter(codePoint -> !Skeleton.isHidden(codePoint))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return Normalizer.normalize(seen, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
