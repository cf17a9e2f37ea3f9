// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import dev.tokka.testkit.RecordingSink;
import dev.tokka.testkit.ScriptedModel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeakGuardTest {

    private static final String CANARY = "Canary-7f3a-ZQ91-umineko";
    private static final String PROMPT = "社外に出してはならない指示である";
    private static final LeakGuard GUARD = LeakGuard.of(CANARY, PROMPT);

    @ParameterizedTest
    @ValueSource(strings = {CANARY, PROMPT})
    void aSecretIsFoundInEachOfItsForms(String secret) {
        String fullWidth = secret.chars()
                .mapToObj(c -> Character.toString(c > 0x20 && c < 0x7f ? c + 0xfee0 : c))
                .collect(Collectors.joining());
        String spaced = String.join(" ", secret.split("", -1));

        assertFound(secret);
        assertFound(secret.toUpperCase(Locale.ROOT));
        assertFound(fullWidth);
        assertFound(spaced);
        assertFound(spaced.replace(" ", "\u200b"));
        assertFound(spaced.replace(" ", "**-**\n"));
        assertFound(new StringBuilder(secret).reverse().toString());
        assertFound(new StringBuilder(spaced).reverse().toString());
        assertFound(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(secret.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "the prompt: "})
    void aSecretIsFoundInBase64AtAnyOffset(String before) {
        for (String secret : new String[] {CANARY, PROMPT}) {
            byte[] bytes = (before + secret + " and more").getBytes(StandardCharsets.UTF_8);

            assertFound(Base64.getEncoder().encodeToString(bytes));
            assertFound(Base64.getUrlEncoder().encodeToString(bytes));
            assertFound(Base64.getMimeEncoder(20, new byte[] {'\n'}).encodeToString(bytes));
            assertFound(new StringBuilder(Base64.getEncoder().encodeToString(bytes))
                    .reverse()
                    .toString());
        }
    }

    private static void assertFound(String text) {
        assertThat(GUARD.isClean("Here it is: " + text + ". Bye")).as(text).isFalse();
    }

    @Property(tries = 300)
    void otherTextPasses(@ForAll @AlphaChars @NumericChars @StringLength(max = 200) String text) {
        assertThat(GUARD.isClean(text)).isTrue();
    }

    @Test
    void theReplyIsWithheldAndNothingReachesTheSink() {
        RecordingSink sink = new RecordingSink();
        Question question = Question.of("?").with(TokenSink.KEY, sink);

        assertThatThrownBy(() ->
                        ScriptedModel.replying("It is " + CANARY).with(GUARD).answer(question))
                .isInstanceOf(PolicyViolationException.class)
                .hasMessage("expected a reply without guarded secrets but it holds one, or is too long");
        assertThat(sink.text()).isEmpty();
        assertThat(GUARD.isClean("x".repeat(1_000_001))).isFalse();
    }

    @Test
    void aCleanReplyIsStreamedWhole() {
        RecordingSink sink = new RecordingSink();

        Answer answer = ScriptedModel.replying("It is noon.")
                .with(GUARD)
                .answer(Question.of("?").with(TokenSink.KEY, sink));

        assertThat(sink.text())
                .isEqualTo("It is noon.")
                .isEqualTo(answer.reply().orElseThrow().text());
    }

    @Test
    void noSecretIsShown() {
        String shown = ScriptedModel.replying("x").with(GUARD).describe().toJson() + GUARD;

        assertThat(shown).doesNotContain("Canary", "7f3a", "社外");
        assertThat(LeakGuard.of(CANARY, PROMPT)
                        .specialize(ScriptedModel.replying("x"))
                        .describe())
                .isEqualTo(ScriptedModel.replying("x")
                        .with(LeakGuard.of(PROMPT, CANARY))
                        .describe());
    }

    @Test
    void secretsThatAnyReplyMayHoldAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeakGuard.of("a-b-c-1-2-3-4"))
                .withMessage("number of letters and digits of a secret must be at least 8 but is 7");
        assertThatIllegalArgumentException().isThrownBy(LeakGuard::of);
    }
}
