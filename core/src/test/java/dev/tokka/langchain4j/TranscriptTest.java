// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TranscriptTest {

    private final ReadAloud sink = new ReadAloud();

    private Transcript transcript(String... stops) {
        return new Transcript(Optional.of(sink), List.of(stops), true);
    }

    @Test
    void halfACharacterWaitsForTheOtherHalf() {
        Transcript transcript = transcript();

        transcript.take("water \ud83d");
        transcript.take("\udca7 damage");

        assertThat(transcript.reply()).isEqualTo("water 💧 damage");
        assertThat(sink.pieces()).containsExactly("water ", "💧 damage");
    }

    @Test
    void halfACharacterThatStaysAloneIsReplaced() {
        Transcript transcript = transcript();

        transcript.take("water \ud83d");

        assertThat(transcript.reply()).isEqualTo("water \ufffd");
        assertThat(sink.text()).isEqualTo("water \ufffd");
    }

    @Test
    void whatMayBecomeAnAbstentionIsHeldBack() {
        Transcript transcript = transcript();

        transcript.take("I do ");
        transcript.take("not know");

        assertThat(sink.pieces()).isEmpty();
        assertThat(transcript.isAbstention()).isTrue();

        transcript.take(" everything.");

        assertThat(transcript.isAbstention()).isFalse();
        assertThat(sink.text()).isEqualTo("I do not know everything.");
    }

    @Test
    void anAbstentionBeforeAStopThatHasOnlyBegunIsHeldBack() {
        Transcript transcript = transcript("STOP");

        transcript.take("分かりませんST");

        assertThat(sink.pieces()).isEmpty();

        transcript.take("OP");

        assertThat(transcript.isAbstention()).isTrue();
        assertThat(sink.pieces()).isEmpty();
    }

    @Test
    void aStopEndsTheTextAndIsLeftOut() {
        Transcript transcript = transcript("\nQuestion:");

        assertThat(transcript.take("It is 30 days.\nQues")).isFalse();
        assertThat(sink.text()).isEqualTo("It is 30 days.");
        assertThat(transcript.take("tion: And")).isTrue();

        assertThat(transcript.reply()).isEqualTo("It is 30 days.");
        assertThat(sink.text()).isEqualTo("It is 30 days.");
    }

    @Test
    void theEarliestOfSeveralStopsCounts() {
        Transcript transcript = transcript("b", "a");

        transcript.take("x a b");

        assertThat(transcript.reply()).isEqualTo("x ");
    }

    @Property(tries = 2_000)
    void whatTheSinkTookIsTheReplyHoweverItWasCut(@ForAll("pieces") List<String> pieces) {
        ReadAloud taker = new ReadAloud();
        Transcript transcript = new Transcript(Optional.of(taker), List.of("STOP", "\n\n"), true);
        for (String piece : pieces) {
            if (transcript.take(piece)) {
                break;
            }
        }

        if (transcript.isAbstention()) {
            assertThat(taker.pieces()).isEmpty();
            return;
        }
        String reply = transcript.reply();

        assertThat(taker.text()).isEqualTo(reply);
        assertThat(reply).isEqualTo(expected(String.join("", pieces)));
        assertThat(taker.pieces())
                .noneMatch(piece -> piece.isEmpty() || Character.isHighSurrogate(piece.charAt(piece.length() - 1)));
    }

    private static String expected(String whole) {
        int end = whole.length();
        for (String stop : List.of("STOP", "\n\n")) {
            int index = whole.indexOf(stop);
            end = index >= 0 && index < end ? index : end;
        }
        return WellFormed.text(whole.substring(0, end));
    }

    @Property(tries = 2_000)
    void everyBeginningOfAnAbstentionMayBecomeOne(@ForAll("abstentions") String text, @ForAll("share") double share) {
        assertThat(Abstentions.matches(text)).isTrue();
        assertThat(Abstentions.mayBecome(text.substring(0, (int) (share * text.length()))))
                .isTrue();
    }

    @Test
    void anAnswerIsNoAbstention() {
        assertThat(List.of("I do not know him.", "I know.", "分かりませんが、30日です。", "30", "No.", "I do not know. [1]"))
                .noneMatch(Abstentions::matches);
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of(
                        "I do", " not", " know", ".", "ST", "OP", "\n", "\ud83d", "\udca7", "x", "💧", " ", "分かり",
                        "ません")
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> abstentions() {
        Arbitrary<String> around = Arbitraries.of("", " ", "\n", "\"", "**", "「");
        return net.jqwik.api.Combinators.combine(
                        around,
                        Arbitraries.of(
                                "I do not know", "I don't know", "I DON’T  KNOW", "分かりません", "わかりません", "I do\nnot know"),
                        Arbitraries.of("", ".", "。", "!", ".\"", "** ", " ."))
                .as((before, sentence, after) -> before + sentence + after);
    }

    @Provide
    Arbitrary<Double> share() {
        return Arbitraries.doubles().between(0, 1);
    }
}
