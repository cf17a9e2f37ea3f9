// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Citation;
import dev.tokka.Deadline;
import dev.tokka.DomainModel;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import dev.tokka.Turn;
import dev.tokka.testkit.RecordingSink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What prompting does with replies that must have a form. */
class AnswerFormsTest {

    private static final Question QUESTION = Question.of("My secret card is gone.");
    private static final Prompting LABELS = Prompting.instructions("Classify.").labels("card", "transfer");
    private static final Prompting JSON =
            Prompting.none().jsonSchema("{\"type\":\"object\",\"properties\":{\"fee\":{\"type\":\"integer\"}}}");

    private final List<Question> asked = new ArrayList<>();

    @Test
    void theTextOfTheReplyIsExactlyTheLabel() {
        Answer answer = saying("The answer is **Card**.").with(LABELS).answer(QUESTION);

        assertThat(text(answer)).isEqualTo("card");
        assertThat(asked)
                .singleElement()
                .satisfies(question -> assertThat(question.form()).isEqualTo(AnswerForm.oneOf("card", "transfer")));
    }

    @Test
    void theTextOfTheReplyIsTheDocumentAlone() {
        assertThat(text(saying("```json\n{\"fee\": 5}\n```").with(JSON).answer(QUESTION)))
                .isEqualTo("{\"fee\": 5}");
    }

    @Test
    void aReplyThatDoesNotFitIsAskedForAgainWithWhatIsWrong() {
        Question question = QUESTION.plusHistory(List.of(new Turn(Turn.Speaker.USER, "Hello.")));

        Answer answer = saying("It is about a card.", "card").with(LABELS).answer(question);

        assertThat(text(answer)).isEqualTo("card");
        assertThat(asked).hasSize(2);
        assertThat(asked.get(1).text()).isEqualTo(QUESTION.text());
        assertThat(asked.get(1).history())
                .containsExactly(
                        new Turn(Turn.Speaker.USER, "Hello."),
                        new Turn(Turn.Speaker.USER, QUESTION.text()),
                        new Turn(Turn.Speaker.MODEL, "It is about a card."));
        assertThat(asked.get(1).instructions())
                .containsExactly(
                        "Classify.",
                        "Your last reply to this question was refused.\n"
                                + "Reply with exactly one of these labels and nothing else:\n- card\n- transfer");
    }

    @Test
    void theModelIsToldWhatItsJsonViolates() {
        saying("{\"fee\":\"five\"}", "{}").with(JSON).answer(QUESTION);
        saying("five", "{}").with(JSON).answer("手数料は？");

        assertThat(asked.get(1).instructions())
                .containsExactly("Your last reply to this question was refused, because of this:"
                        + " /fee: string found, integer expected\nReply with one JSON document that satisfies the schema"
                        + " and nothing else, without a code fence.");
        assertThat(asked.get(3).instructions())
                .singleElement()
                .satisfies(instruction -> assertThat(instruction).startsWith("この質問への直前の回答は受け付けられませんでした。理由：not JSON: "));
    }

    @Test
    void eachRepairStartsFromTheQuestionAndTheLastReply() {
        saying("one", "two", "card").with(LABELS.repairs(2)).answer(QUESTION);

        assertThat(asked.get(2).history()).extracting(Turn::text).containsExactly(QUESTION.text(), "two");
        assertThat(asked.get(2).instructions()).hasSize(2);
    }

    @Test
    void aReplyThatIsStillBadIsARejectionThatTellsNeitherReplyNorQuestion() {
        DomainModel model = saying("My secret card is gone.").with(LABELS);

        assertThatExceptionOfType(QuestionRejectedException.class)
                .isThrownBy(() -> model.answer(QUESTION))
                .withMessage("prompting: expected a reply in the form one of 2 labels but in attempt 2 of 2"
                        + " the reply is none of the labels, from scripted");
        assertThat(asked).hasSize(2);
    }

    @Test
    void withoutRepairsTheFirstReplyDecides() {
        assertThatThrownBy(() ->
                        saying("{\"fee\":\"secret\"}").with(JSON.repairs(0)).answer(QUESTION))
                .isInstanceOf(QuestionRejectedException.class)
                .hasMessage("prompting: expected a reply in the form JSON schema but in attempt 1 of 1"
                        + " the reply violates the schema at /properties/fee/type (type), from scripted");
        assertThat(asked).hasSize(1);
    }

    @Test
    void aFallbackAsksAnotherModel() {
        DomainModel model =
                saying("Well.").with(LABELS).orElse(saying("transfer").with(LABELS));
        RecordingSink sink = new RecordingSink();

        assertThat(text(model.answer(QUESTION.with(TokenSink.KEY, sink)))).isEqualTo("transfer");
        assertThat(sink.text()).isEqualTo("transfer");
    }

    @Test
    void onlyWhatPassedReachesTheSink() {
        RecordingSink sink = new RecordingSink();

        saying("It is a card", "Card.").with(LABELS).answer(QUESTION.with(TokenSink.KEY, sink));

        assertThat(sink.tokens()).containsExactly("card");
        assertThat(asked)
                .allSatisfy(question ->
                        assertThat(question.attributes().get(TokenSink.KEY)).isEmpty());
    }

    @Test
    void theTraceHoldsEveryAttemptAndNoWordOfTheReply() {
        Answer answer = answering(traced("secret"), traced("card")).with(LABELS).answer(QUESTION);

        assertThat(answer.trace().steps())
                .extracting(Step::name)
                .containsExactly("prompt", "think", "check form", "think", "check form");
        assertThat(answer.trace().steps().get(2).details())
                .isEqualTo(Map.of("form", "one of 2 labels", "refused", "the reply is none of the labels"));
        assertThat(answer.trace().steps().get(4).details()).isEqualTo(Map.of("form", "one of 2 labels"));
    }

    @Test
    void anAbstentionNeedsNoFormAndEndsTheRepairs() {
        Answer answer = answering(Answer.abstain("no idea")).with(LABELS).answer(QUESTION);
        Answer second =
                answering(traced("?"), Answer.abstain("no idea")).with(LABELS).answer(QUESTION);

        assertThat(answer.reply()).isEmpty();
        assertThat(second).isInstanceOfSatisfying(Answer.Abstention.class, abstention -> {
            assertThat(abstention.reason()).isEqualTo("no idea");
            assertThat(abstention.trace().steps()).hasSize(3);
        });
    }

    @Test
    void citationsAndConfidenceOfTheReplyThatPassedAreKept() {
        String text = "```\n{\"fee\":5}\n```";
        Citation citation = new Citation(1, new Span(5, 10), new Source("fees.md", List.of(), new Span(0, 1)), "5", 1);
        Answer base = new Answer.Reply(text, List.of(citation), OptionalDouble.of(0.7), Trace.EMPTY);

        Answer.Reply reply =
                answering(traced("?"), base).with(JSON).answer(QUESTION).reply().orElseThrow();

        assertThat(reply.citations())
                .extracting(c -> c.claim().of(reply.text()))
                .containsExactly("\"fee\"");
        assertThat(reply.confidence()).hasValue(0.7);
    }

    @Test
    void theFormOfTheQuestionWinsAndIsChecked() {
        Question yesNo = QUESTION.withForm(AnswerForm.oneOf("yes", "no"));

        assertThat(text(saying("Yes.").with(LABELS).answer(yesNo))).isEqualTo("yes");
        assertThat(text(saying("Yes.").with(Prompting.none()).answer(yesNo))).isEqualTo("yes");
        assertThatThrownBy(() -> saying("card").with(LABELS).answer(yesNo))
                .isInstanceOf(QuestionRejectedException.class);
        assertThat(text(saying("Yes.")
                        .with(LABELS)
                        .with(Prompting.none().labels("yes", "no"))
                        .answer(QUESTION)))
                .isEqualTo("yes");
    }

    @Test
    void layersDoNotMultiplyAttempts() {
        DomainModel layered = saying("Well.").with(LABELS).with(LABELS).with(Prompting.none());

        assertThatThrownBy(() -> layered.answer(QUESTION)).isInstanceOf(QuestionRejectedException.class);
        assertThat(asked).hasSize(2);
    }

    @Test
    void aSchemaOfTheQuestionThatCannotBeCheckedIsARejection() {
        Question broken = QUESTION.withForm(new AnswerForm.JsonSchema("{\"$ref\":\"http://127.0.0.1:1/\"}"));

        assertThatThrownBy(() -> saying("{}").with(LABELS).answer(broken))
                .isInstanceOf(QuestionRejectedException.class)
                .hasMessage("prompting: expected a form that can be checked but that of the question cannot");
        assertThat(asked).isEmpty();
    }

    @Test
    void aLongRefusedReplyIsShownInPart() {
        saying("💧".repeat(10_000), "card").with(LABELS).answer(QUESTION);

        assertThat(asked.get(1).history().get(1).text()).isEqualTo("💧".repeat(4_000));
    }

    @Test
    void aRefusedReplyThatBeginsWithMuchSpaceIsShownWithoutIt() {
        saying(" ".repeat(20_000) + "?", "card").with(LABELS).answer(QUESTION);

        assertThat(asked.get(1).history().get(1).text()).isEqualTo("?");
    }

    @Test
    void aDeadlineThatPassesBetweenAttemptsEndsTheCall() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        DomainModel slow = question -> {
            asked.add(question);
            now.set(Instant.EPOCH.plusSeconds(3));
            return Answer.reply("?");
        };
        Question question = QUESTION.with(Deadline.KEY, new Deadline(Instant.EPOCH.plusSeconds(1), now::get));

        assertThatThrownBy(() -> slow.with(LABELS).answer(question))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessage("prompting: the deadline passed PT2S ago");
        assertThat(asked).hasSize(1);
    }

    @Property
    void aLabelComesOutOrARejectionAfterAllAttempts(
            @ForAll("replies") List<String> replies, @ForAll @IntRange(max = 3) int repairs) {
        asked.clear();
        RecordingSink sink = new RecordingSink();
        DomainModel model = saying(replies.toArray(String[]::new)).with(LABELS.repairs(repairs));
        int good = replies.indexOf("Card");

        try {
            String text = text(model.answer(QUESTION.with(TokenSink.KEY, sink)));

            assertThat(text).isEqualTo("card").isEqualTo(sink.text());
            assertThat(asked).hasSize(good + 1);
        } catch (QuestionRejectedException e) {
            assertThat(good < 0 || good > repairs).isTrue();
            assertThat(asked).hasSize(repairs + 1);
            assertThat(sink.tokens()).isEmpty();
        }
    }

    @Provide
    Arbitrary<List<String>> replies() {
        return Arbitraries.of("Card", "cards", "no card", "?")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static Answer traced(String text) {
        return Answer.reply(text).withTrace(Trace.of(Step.of("think", Duration.ZERO, Map.of())));
    }

    private DomainModel saying(String... texts) {
        return answering(List.of(texts).stream().map(Answer::reply).toArray(Answer[]::new));
    }

    /** Returns a model that answers these in turn, the last one for ever. */
    private DomainModel answering(Answer... answers) {
        int before = asked.size();
        return new DomainModel() {
            @Override
            public Answer answer(Question question) {
                int turn = asked.size() - before;
                asked.add(question);
                return answers[Math.min(turn, answers.length - 1)];
            }

            @Override
            public String toString() {
                return "scripted";
            }
        };
    }

    private static String text(Answer answer) {
        return answer.reply().orElseThrow().text();
    }
}
