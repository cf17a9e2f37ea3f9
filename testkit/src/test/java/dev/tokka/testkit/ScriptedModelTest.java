// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.Caller;
import dev.tokka.DomainModel;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScriptedModelTest {

    private final ModelUnavailableException down = new ModelUnavailableException("the service is down");

    private final ScriptedModel model = ScriptedModel.builder()
            .when("deadline")
            .reply("Claims are accepted for 30 days.")
            .when("fee")
            .fail(down)
            .when("deadline for")
            .reply("never reached")
            .when(question -> question.attributes().get(Caller.KEY).isPresent())
            .abstain("not for callers")
            .build();

    @Test
    void theFirstRuleThatFitsDecidesWhateverTheCase() {
        assertThat(model.answer("What is the Deadline for a claim?"))
                .isEqualTo(Answer.reply("Claims are accepted for 30 days."));
        assertThat(model.answer("What is the deadline?")).isEqualTo(model.answer("What is the DEADLINE?"));
    }

    @Test
    void aRuleMayFailAndMayLookAtTheWholeQuestion() {
        Question asked = Question.of("Hello?").with(Caller.KEY, Caller.of("c-17"));

        assertThatThrownBy(() -> model.answer("What is the fee?")).isSameAs(down);
        assertThat(model.answer(asked)).isEqualTo(Answer.abstain("not for callers"));
    }

    @Test
    void withoutARuleItAbstainsUnlessItIsToldOtherwise() {
        assertThat(model.answer("Hello?")).isEqualTo(Answer.abstain("not in the script"));
        assertThat(ScriptedModel.replying("Yes.").answer("Hello?")).isEqualTo(Answer.reply("Yes."));
    }

    @Test
    void questionsAreRemembered() {
        model.answer("What is the deadline?");
        model.answer("Hello?");

        assertThat(model.questions()).extracting(Question::text).containsExactly("What is the deadline?", "Hello?");
    }

    @Test
    void repliesAreStreamedInPieces() {
        RecordingSink sink = new RecordingSink();

        model.answer(Question.of("What is the deadline?").with(TokenSink.KEY, sink));

        assertThat(sink.tokens()).startsWith("Clai", "ms a").hasSize(8);
    }

    @Test
    void rulesThatLookAtTheWholeQuestionCannotBeDescribed() {
        assertThat(model.describe().isOpaque()).isTrue();
        assertThat(ScriptedModel.replying("Yes.").describe().isOpaque()).isFalse();
    }

    @Test
    void blankWordsAreRefusedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScriptedModel.builder().when(" "))
                .withMessage("words must not be blank");
    }

    @Nested
    class KeepsTheContract implements DomainModelContract {

        @Override
        public DomainModel model() {
            return script("policy").build();
        }

        @Override
        public Stream<DomainModel> changedModels() {
            return Stream.of(
                    script("rules").build(),
                    script("policy").otherwise(Answer.abstain("no")).build(),
                    script("policy").when("x").reply("y").build(),
                    failing(IncompleteAnswerException.Reason.CUT),
                    failing(IncompleteAnswerException.Reason.STALLED));
        }

        private static ScriptedModel.Builder script(String words) {
            return ScriptedModel.builder()
                    .when(words)
                    .reply("It covers water damage 💧.")
                    .when("branch")
                    .fail(new ModelUnavailableException("the service is down"));
        }

        private static DomainModel failing(IncompleteAnswerException.Reason reason) {
            return script("policy")
                    .when("x")
                    .fail(new IncompleteAnswerException(reason, "cut", ""))
                    .build();
        }
    }

    @Test
    void failuresAreDescribedByTheirReasons() {
        assertThat(KeepsTheContract.failing(IncompleteAnswerException.Reason.CUT)
                        .describe())
                .isNotEqualTo(KeepsTheContract.failing(IncompleteAnswerException.Reason.STALLED)
                        .describe());
    }
}
