// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static dev.tokka.rag.Passages.passage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Citation;
import dev.tokka.Deadline;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Retriever;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import dev.tokka.governance.output.SafeLinks;
import dev.tokka.testkit.RecordingSink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetrievalTest {

    private static final String FEE = "The transfer fee is 500 yen.";
    private static final String LOCKER = "Lockers cost 900 yen a year.";
    private static final Question QUESTION = Question.of("How much is the transfer fee?");
    private static final Retrieval RETRIEVAL = Retrieval.from(FixedRetriever.of(FEE, LOCKER));
    private static final Retrieval NOTHING = Retrieval.from(FixedRetriever.of());

    private final List<Question> asked = new ArrayList<>();

    @Test
    void passagesReachTheModelAfterTheEvidenceThereIs() {
        Passage earlier = passage("Cards are free.");

        Answer answer = saying("A transfer costs a fee of 500 yen [2].")
                .with(RETRIEVAL)
                .answer(QUESTION.plusEvidence(List.of(earlier)));

        assertThat(asked.get(0).evidence()).extracting(Passage::text).containsExactly(earlier.text(), FEE, LOCKER);
        assertThat(answer.reply().orElseThrow().citations())
                .extracting(Citation::quote)
                .containsExactly(FEE);
    }

    @Test
    void theRetrieverGetsTheQuestionTheLimitAndTheAttributes() {
        List<Query> queries = new ArrayList<>();
        Retriever retriever = query -> {
            queries.add(query);
            return List.of();
        };
        Deadline deadline = Deadline.after(Duration.ofHours(1));

        saying(FEE).with(Retrieval.from(retriever).limit(3)).answer(QUESTION.with(Deadline.KEY, deadline));

        assertThat(queries).singleElement().satisfies(query -> {
            assertThat(query.text()).isEqualTo(QUESTION.text());
            assertThat(query.limit()).isEqualTo(3);
            assertThat(query.attributes().get(Deadline.KEY)).hasValue(deadline);
        });
    }

    @Test
    void nothingFoundIsAnAbstentionAndTheModelIsNotAsked() {
        Answer answer = saying(FEE).with(NOTHING).answer(QUESTION);

        assertThat(reason(answer)).isEqualTo("no passage fits the question");
        assertThat(answer.trace().steps()).extracting(Step::name).containsExactly("retrieve");
        assertThat(asked).isEmpty();
    }

    @Test
    void evidenceThatTheQuestionBringsIsEnough() {
        Answer answer = saying(FEE).with(NOTHING).answer(QUESTION.plusEvidence(List.of(passage(FEE))));

        assertThat(text(answer)).isEqualTo(FEE + " [1]");
    }

    @Test
    void aReplyIsCheckedAndEachCitationHasItsQuote() {
        Answer.Reply reply = saying(FEE + " [1] " + LOCKER)
                .with(RETRIEVAL)
                .answer(QUESTION)
                .reply()
                .orElseThrow();

        assertThat(reply.text()).isEqualTo(FEE + " [1] " + LOCKER + " [2]");
        assertThat(reply.citations()).extracting(Citation::quote).containsExactly(FEE, LOCKER);
        assertThat(reply.citations())
                .extracting(citation -> citation.claim().of(reply.text()))
                .containsExactly(FEE, LOCKER);
    }

    @Test
    void whatAnExtractiveModelQuotesIsSupportedFully() {
        String wrapped = "The transfer fee,\nsee [2],\nis 500 yen.";
        DomainModel model = new ExtractiveModel(TermWeights.uniform())
                .with(Retrieval.from(FixedRetriever.of(wrapped, "Transfers are quick."))
                        .minSupport(1));

        Answer.Reply reply = model.answer(QUESTION).reply().orElseThrow();

        assertThat(reply.text()).isEqualTo("The transfer fee, see (2), is 500 yen. [1]");
        assertThat(reply.citations()).singleElement().satisfies(citation -> {
            assertThat(citation.quote()).isEqualTo(wrapped);
            assertThat(citation.support()).isEqualTo(1);
        });
    }

    @Test
    void anInventedCitationIsRemovedAndCountedInTheTrace() {
        Answer answer = saying(FEE + " [1][7]").with(RETRIEVAL).answer(QUESTION);

        assertThat(text(answer)).isEqualTo(FEE + " [1]");
        assertThat(answer.trace().steps()).last().satisfies(step -> {
            assertThat(step.name()).isEqualTo("check citations");
            assertThat(step.details())
                    .isEqualTo(Map.of(
                            "citations", "1",
                            "markersRemoved", "1",
                            "sentencesUnsupported", "0",
                            "sentencesDropped", "0",
                            "support", "1.0000"));
        });
    }

    @Test
    void tooLittleSupportIsAnAbstentionWithBothNumbers() {
        // 28 characters with a support of 1 and 19 with none
        String half = FEE + " [1] Cats sleep all day.";

        assertThat(text(saying(half).with(RETRIEVAL).answer(QUESTION))).isEqualTo(half);
        assertThat(reason(saying(half).with(RETRIEVAL.minSupport(0.75)).answer(QUESTION)))
                .isEqualTo("the passages support 0.60 of the reply but 0.75 is needed");
    }

    @Test
    void aReplyThatNoPassageSupportsIsAnAbstentionWhateverTheLeastSupport() {
        Answer answer =
                saying("Cats sleep all day. [1]").with(RETRIEVAL.minSupport(0)).answer(QUESTION);

        assertThat(reason(answer)).isEqualTo("no passage supports the reply");
        assertThat(answer.trace().steps()).extracting(Step::name).containsExactly("retrieve", "check citations");
    }

    @Test
    void aReplyOfMarkersIsAnAbstention() {
        assertThat(reason(saying("[1]").with(RETRIEVAL).answer(QUESTION))).isEqualTo("no passage supports the reply");
    }

    @Test
    void supportCountsTermsByTheWeights() {
        Retrieval weighted = RETRIEVAL.weights(new LengthWeights()).minSupport(0.55);
        DomainModel model = saying("A transfer premium.");

        // transfer weighs 8 and premium 7; uniform weights give 0.5
        assertThat(reason(model.with(weighted).answer(QUESTION))).isEqualTo("no passage supports the reply");
        assertThat(text(model.with(weighted.minSupport(0.53)).answer(QUESTION))).isEqualTo("A transfer premium. [1]");
        assertThat(model.with(RETRIEVAL.minSupport(0.53)).answer(QUESTION).reply())
                .isEmpty();
    }

    @Test
    void anAbstentionOfTheModelPassesThrough() {
        Answer answer = answering(
                        Answer.abstain("I do not know").withTrace(Trace.of(Step.of("think", Duration.ZERO, Map.of()))))
                .with(RETRIEVAL)
                .answer(QUESTION);

        assertThat(reason(answer)).isEqualTo("I do not know");
        assertThat(answer.trace().steps()).extracting(Step::name).containsExactly("retrieve", "think");
    }

    @Test
    void confidenceAndTraceOfTheModelAreKept() {
        Trace thought = Trace.of(Step.of("think", Duration.ZERO, Map.of()));

        Answer.Reply reply = answering(new Answer.Reply(FEE, List.of(), OptionalDouble.of(0.7), thought))
                .with(RETRIEVAL)
                .answer(QUESTION)
                .reply()
                .orElseThrow();

        assertThat(reply.confidence()).hasValue(0.7);
        assertThat(reply.trace().steps())
                .extracting(Step::name)
                .containsExactly("retrieve", "think", "check citations");
    }

    @Test
    void theTraceTellsIdsAndScores() {
        Answer answer = saying(FEE).with(RETRIEVAL).answer(QUESTION);

        assertThat(answer.trace().steps().get(0).details())
                .isEqualTo(Map.of("passages", "id-28 28.0000, id-28 28.0000"));
    }

    @Test
    void otherFormsArePassedOnUncheckedAndStreamed() {
        RecordingSink sink = new RecordingSink();
        Question labels = QUESTION.withForm(AnswerForm.oneOf("cat [1]", "dog")).with(TokenSink.KEY, sink);
        Question json = QUESTION.withForm(new AnswerForm.JsonSchema("{}"));

        assertThat(text(saying("cat [1]").with(RETRIEVAL).answer(labels))).isEqualTo("cat [1]");
        assertThat(text(saying("[7]").with(RETRIEVAL).answer(json))).isEqualTo("[7]");
        assertThat(sink.text()).isEqualTo("cat [1]");
        assertThat(asked).allSatisfy(question -> assertThat(question.evidence()).hasSize(2));
    }

    @Test
    void onlyCheckedSentencesReachTheSink() {
        RecordingSink sink = new RecordingSink();

        saying(FEE + "[7] " + LOCKER).with(RETRIEVAL).answer(QUESTION.with(TokenSink.KEY, sink));

        assertThat(asked.get(0).attributes().get(TokenSink.KEY)).isEmpty();
        assertThat(sink.tokens()).containsExactly(FEE + " [1]", " " + LOCKER + " [2]");
    }

    @Test
    void nothingOfAnAbstentionReachesTheSink() {
        RecordingSink sink = new RecordingSink();

        saying("Cats sleep.").with(RETRIEVAL).answer(QUESTION.with(TokenSink.KEY, sink));

        assertThat(sink.tokens()).isEmpty();
    }

    @Test
    void failuresOfRetrieverAndModelPropagate() {
        ModelUnavailableException closed = new ModelUnavailableException("closed");
        Retriever broken = query -> {
            throw closed;
        };
        QuestionRejectedException tooLong = new QuestionRejectedException("too long");
        DomainModel picky = question -> {
            throw tooLong;
        };

        assertThatThrownBy(() -> saying(FEE).with(Retrieval.from(broken)).answer(QUESTION))
                .isSameAs(closed);
        assertThatThrownBy(() -> picky.with(RETRIEVAL).answer(QUESTION)).isSameAs(tooLong);
    }

    @Test
    void aDeadlineThatPassesDuringRetrievalEndsTheCall() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        Retriever slow = query -> {
            now.set(Instant.EPOCH.plusSeconds(3));
            return List.of(passage(FEE));
        };
        Question question = QUESTION.with(Deadline.KEY, new Deadline(Instant.EPOCH.plusSeconds(1), now::get));

        assertThatThrownBy(() -> saying(FEE).with(Retrieval.from(slow)).answer(question))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessage("retrieval: the deadline passed PT2S ago");
        assertThat(asked).isEmpty();
    }

    @Test
    void anInterruptedThreadDoesNotRetrieveAndKeepsItsFlag() {
        DomainModel model = saying(FEE).with(Retrieval.from(query -> {
            throw new AssertionError("retrieved");
        }));

        Thread.currentThread().interrupt();

        try {
            assertThatThrownBy(() -> model.answer(QUESTION))
                    .isInstanceOf(ModelUnavailableException.class)
                    .hasMessage("retrieval: the calling thread was interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void theDefaultsAreThoseOfTheJavadoc() {
        assertThat(Retrieval.from(RETRIEVAL.retriever()))
                .isEqualTo(RETRIEVAL
                        .limit(6)
                        .minSupport(0.5)
                        .unsupported(UnsupportedSentences.KEEP)
                        .links(SafeLinks.none()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aLimitOutOfRangeIsRefused(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RETRIEVAL.limit(limit))
                .withMessage("limit must be at least 1 but is " + limit);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void aLeastSupportOutOfRangeIsRefused(double minSupport) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RETRIEVAL.minSupport(minSupport))
                .withMessage("minSupport must be in [0, 1] but is " + minSupport);
    }

    @Test
    @SuppressWarnings("NullAway")
    void whatIsRequiredIsNamed() {
        assertThatNullPointerException().isThrownBy(() -> Retrieval.from(null)).withMessage("retriever");
        assertThatNullPointerException()
                .isThrownBy(() -> RETRIEVAL.weights(null))
                .withMessage("weights");
        assertThatNullPointerException()
                .isThrownBy(() -> RETRIEVAL.unsupported(null))
                .withMessage("unsupported");
        assertThatNullPointerException()
                .isThrownBy(() -> RETRIEVAL.specialize(null))
                .withMessage("base");
    }

    @Test
    void theDescriptionHoldsThoseOfItsParts() {
        DomainModel base = new ExtractiveModel(TermWeights.uniform());

        Description description = base.with(RETRIEVAL.limit(3)).describe();

        assertThat(description.kind()).isEqualTo("retrieval");
        assertThat(description.properties())
                .isEqualTo(Map.of("limit", "3", "minSupport", "0.5", "unsupported", "KEEP", "links", "none"));
        assertThat(description.parts())
                .containsExactly(
                        RETRIEVAL.retriever().describe(),
                        SupportScorer.words(TermWeights.uniform()).describe(),
                        base.describe());
    }

    @Test
    void itsNameShowsWhatItIsMadeOf() {
        Retriever retriever = FixedRetriever.of();

        assertThat(new ExtractiveModel(TermWeights.uniform()).with(Retrieval.from(retriever)))
                .hasToString("retrieval(" + retriever + ", extractive)");
    }

    private DomainModel saying(String text) {
        return answering(Answer.reply(text));
    }

    private DomainModel answering(Answer answer) {
        return question -> {
            asked.add(question);
            return answer;
        };
    }

    private static String text(Answer answer) {
        return answer.reply().orElseThrow().text();
    }

    private static String reason(Answer answer) {
        return ((Answer.Abstention) answer).reason();
    }
}
