// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static dev.tokka.testkit.Kit.assertCaught;
import static dev.tokka.testkit.Kit.contract;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.TokenSink;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** Rules 7 and 8 must catch models that stream or describe something else than they answer. */
class DomainModelContractStreamSelfTest {

    private static final DomainModel HEALTHY = new FaqModel("policy", "It covers water damage.");

    @ParameterizedTest
    @ValueSource(strings = {"", "No.", "Yes", "Yes.Yes."})
    void rule7CatchesStreamsThatAreNotTheReply(String streamed) {
        DomainModel model = streaming(sink -> sink.token(streamed), Answer.reply("Yes."));

        assertCaught("rule 7", contract(model)::rule7_sinkHoldsTheReply);
    }

    @Test
    void rule7CatchesModelsThatDoNotStreamUnlessTheySaySo() {
        DomainModel silent = question -> Answer.reply("Yes.");
        DomainModelContract honest = Kit.silent(silent);

        assertCaught("rule 7", contract(silent)::rule7_sinkHoldsTheReply);
        assertThatCode(honest::rule7_sinkHoldsTheReply).doesNotThrowAnyException();
        assertThatExceptionOfType(TestAbortedException.class)
                .isThrownBy(honest::rule7_sinkFailureReachesTheCaller)
                .withMessageContaining("rule 7: not checked");
    }

    @Test
    void rule7CatchesModelsThatStreamAlthoughTheySayTheyDoNot() {
        assertCaught("rule 7", Kit.silent(HEALTHY)::rule7_sinkHoldsTheReply);
    }

    @Test
    void rule7CatchesWhatIsLeftAfterAnAbstention() {
        DomainModel unsure = streaming(sink -> sink.token("Perhaps"), Answer.abstain("too little support"));

        assertCaught("rule 7", contract(unsure)::rule7_sinkHoldsTheReply);
    }

    @Test
    void rule7LetsModelsStartOver() {
        Consumer<TokenSink> twice = sink -> {
            sink.token("Perhaps");
            sink.restart();
            sink.token("Yes.");
        };

        assertThatCode(contract(streaming(twice, Answer.reply("Yes.")))::rule7_sinkHoldsTheReply)
                .doesNotThrowAnyException();
    }

    @Test
    void rule7CatchesEmptyPieces() {
        Consumer<TokenSink> pieces = sink -> Stream.of("Yes", "", ".").forEach(sink::token);

        assertCaught("rule 7", contract(streaming(pieces, Answer.reply("Yes.")))::rule7_sinkHoldsTheReply);
    }

    @Test
    void rule7CatchesHalfCharacters() {
        Consumer<TokenSink> pieces = sink -> Stream.of("Yes \ud83d", "\ude00").forEach(sink::token);

        assertCaught("rule 7", contract(streaming(pieces, Answer.reply("Yes \ud83d\ude00")))::rule7_sinkHoldsTheReply);
    }

    @Test
    void rule7CatchesModelsThatHideFailuresOfTheSink() {
        DomainModel hiding = streaming(
                sink -> {
                    try {
                        sink.token("Yes.");
                    } catch (RuntimeException e) {
                        throw new QuestionRejectedException("the sink failed", e);
                    }
                },
                Answer.reply("Yes."));

        assertCaught("rule 7", contract(hiding)::rule7_sinkFailureReachesTheCaller);
    }

    @Test
    void rule7SaysIfNothingWasStreamed() {
        DomainModel unsure = question -> Answer.abstain("not in the FAQ");

        assertThatExceptionOfType(TestAbortedException.class)
                .isThrownBy(contract(unsure)::rule7_sinkFailureReachesTheCaller)
                .withMessageContaining("nothing was streamed");
    }

    @Test
    void rule8CatchesDescriptionsThatDifferFromBuildToBuild() {
        AtomicInteger built = new AtomicInteger();
        Supplier<DomainModel> numbered = () -> {
            Description description = Description.of("numbered").with("build", built.incrementAndGet());
            return described(() -> description);
        };

        assertCaught("rule 8", contract(numbered)::rule8_builtAlikeIsDescribedAlike);
    }

    @Test
    void rule8CatchesDescriptionsThatChangeFromCallToCall() {
        AtomicInteger calls = new AtomicInteger();
        DomainModel counting = described(() -> Description.of("counting").with("calls", calls.incrementAndGet()));

        assertCaught("rule 8", contract(counting)::rule8_builtAlikeIsDescribedAlike);
    }

    @Test
    @SuppressWarnings("NullAway")
    void rule8CatchesModelsWithoutADescription() {
        assertCaught("rule 8", contract(described(() -> null))::rule8_builtAlikeIsDescribedAlike);
    }

    @Test
    void rule8CatchesChangesThatAreNotDescribed() {
        DomainModelContract forgetful =
                Kit.changed(described(() -> Description.of("a")), described(() -> Description.of("a")));

        assertCaught("rule 8", forgetful::rule8_changesChangeTheDescription);
    }

    @Test
    void rule8SaysIfChangesAreNotChecked() {
        assertThatExceptionOfType(TestAbortedException.class)
                .isThrownBy(contract(HEALTHY)::rule8_changesChangeTheDescription)
                .withMessageContaining("rule 8: changes are not checked");
    }

    private static DomainModel streaming(Consumer<TokenSink> stream, Answer answer) {
        return question -> {
            question.attributes().get(TokenSink.KEY).ifPresent(stream);
            return answer;
        };
    }

    private static DomainModel described(Supplier<Description> description) {
        return new DomainModel() {
            @Override
            public Answer answer(Question question) {
                return Answer.reply("ok");
            }

            @Override
            public Description describe() {
                return description.get();
            }
        };
    }
}
