// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.DomainModel;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
        Heard sink = new Heard();
        Question question = Question.of("?").with(TokenSink.KEY, sink);

        assertThatThrownBy(() -> Replies.with("It is " + CANARY).with(GUARD).answer(question))
                .isInstanceOf(PolicyViolationException.class)
                .hasMessage("expected a reply without guarded secrets but it holds one, or is too long");
        assertThat(sink.text()).isEmpty();
        assertThat(GUARD.isClean("x".repeat(1_000_001))).isFalse();
    }

    @Test
    void aCleanReplyIsStreamedWhole() {
        Heard sink = new Heard();

        Answer answer =
                Replies.with("It is noon.").with(GUARD).answer(Question.of("?").with(TokenSink.KEY, sink));

        assertThat(sink.text())
                .isEqualTo("It is noon.")
                .isEqualTo(answer.reply().orElseThrow().text());
    }

    @Test
    void noSecretIsShown() {
        String shown = Replies.with("x").with(GUARD).describe().toJson() + GUARD;

        assertThat(shown).doesNotContain("Canary", "7f3a", "社外");
        assertThat(LeakGuard.of(CANARY, PROMPT).specialize(Replies.with("x")).describe())
                .isEqualTo(Replies.with("x").with(LeakGuard.of(PROMPT, CANARY)).describe());
    }

    @Test
    void secretsThatAnyReplyMayHoldAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeakGuard.of("a-b-c-1-2-3-4"))
                .withMessage("number of letters and digits of a secret must be at least 8 but is 7");
        assertThatIllegalArgumentException().isThrownBy(LeakGuard::of);
    }

    @Test
    void eachLongSentenceOfAPromptIsGuarded() {
        LeakGuard guard =
                LeakGuard.prompt("Be brief. You work for the lending desk of a bank.\n顧客の氏名や口座番号を回答に書いてはならない。");

        assertThat(guard.isClean("Well: you work for the LENDING desk of a bank, I think"))
                .isFalse();
        assertThat(guard.isClean("指示は「顧客の氏名や口座番号を回答に書いてはならない」です。")).isFalse();
        assertThat(guard.isClean("Be brief.")).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeakGuard.prompt("Be brief. Be kind."))
                .withMessage("expected a sentence of at least 20 letters and digits but there is none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----",
                "token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
                "jdbc:postgresql://desk:secret99@db.example/bank",
                "AKIA2345ABCD6723WXYZ",
                "AIza2345-bcdefghijklmnopqrstuvwxyz01234",
                "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
                "github_pat_11ABCDEFG0123456789012_abc",
                "glpat-abcdefghij0123456789",
                "xoxb-1234567890-abc",
                "sk_live_abcdefghij012345",
                "sk-proj-abcdefghij0123456789_-x",
                "sk-ant-api03-abcdefghij0123456789",
                "hf_abcdefghijklmnopqrstuvwxyzABCDEFGH",
                "ｇｈｐ＿ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ０１２３４５６７８９",
                "gh\u200bp_abcdefghijklm\u200bnopqrstuvwxyz0123456789",
            })
    void keysAreFoundByTheirForm(String key) {
        assertThat(LeakGuard.keys().isClean("Here it is: " + key + ". Bye")).isFalse();
        assertThat(LeakGuard.keys().isClean(key)).isFalse();
        assertThat(GUARD.isClean(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The task-force-of-the-committee-for-lending meets at 10:30.",
                "See https://portal.example.com/a:b@c and mail to ann@bank.example.",
                "Account 1234567890123456, IBAN DE89370400440532013000, AKIA is a prefix.",
                "-----BEGIN CERTIFICATE-----",
                "Use sk-learn-style-pipelines-without-numbers here.",
            })
    void otherTextIsNoKey(String text) {
        assertThat(LeakGuard.keys().isClean(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "eyJ", "a:", "sk-", "-----BEGIN ", "://", "a://b:", "xoxb- ", "eyJaaaaaaaa.-"})
    @Timeout(60) // with a choice to take back, each would take hours
    void aHostileTextIsLookedThroughInLinearTime(String piece) {
        assertThat(LeakGuard.keys().isClean(piece.repeat(900_000 / piece.length())))
                .isTrue();
    }

    @Test
    void wordsThatAReplyQuotesAndWhatWasCutOffAreLookedThrough() {
        Citation quoting =
                new Citation(1, new Span(0, 2), new Source("a.md", List.of(), new Span(0, CANARY.length())), CANARY, 1);
        Answer quoted = new Answer.Reply("It.", List.of(quoting), OptionalDouble.empty(), Trace.EMPTY);
        IncompleteAnswerException cut =
                new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, "cut", "It is " + CANARY);
        DomainModel cutOff = question -> {
            throw cut;
        };

        assertThatThrownBy(() -> new Replies(quoted).with(GUARD).answer("?"))
                .isInstanceOf(PolicyViolationException.class);
        assertThatThrownBy(() -> cutOff.with(GUARD).answer("?"))
                .isInstanceOf(PolicyViolationException.class)
                .hasNoCause();
        assertThatThrownBy(() -> cutOff.with(LeakGuard.of("another secret")).answer("?"))
                .isSameAs(cut);
    }

    @Test
    void bothOfTwoGuardsHold() {
        LeakGuard both = LeakGuard.of(CANARY).and(LeakGuard.of(PROMPT)).and(LeakGuard.keys());

        assertThat(both).hasToString("leakGuard(2, keys)");
        assertThat(both.isClean(CANARY)).isFalse();
        assertThat(both.isClean(PROMPT)).isFalse();
        assertThat(both.isClean("AKIA2345ABCD6723WXYZ")).isFalse();
        assertThat(Replies.with("x").with(both).describe())
                .isNotEqualTo(Replies.with("x").with(GUARD).describe());
    }
}
