// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.Deadline;
import dev.tokka.DomainModel;
import dev.tokka.Generation;
import dev.tokka.ModelException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Money;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import dev.tokka.Turn;
import dev.tokka.rag.Queries;
import dev.tokka.rag.QueryWriter;
import dev.tokka.rag.text.Vocabulary;
import dev.tokka.testkit.RecordingSink;
import dev.tokka.testkit.ScriptedModel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class QueryWritersTest {

    private static final Question ALONE = Question.of("How much is a transfer?");
    private static final List<Turn> TURNS =
            List.of(new Turn(Turn.Speaker.USER, "How much is a transfer?"), new Turn(Turn.Speaker.MODEL, "500 yen."));
    private static final Question LATER = Question.of("And abroad?").plusHistory(TURNS);
    private static final Vocabulary VOCABULARY = new Vocabulary(List.of(
            new Vocabulary.Term("automated teller machine", "", List.of("ATM", "cash machine")),
            new Vocabulary.Term("振込手数料", "フリコミテスウリョウ", List.of("送金手数料")),
            new Vocabulary.Term("手数料", "", List.of("料金"))));

    @Test
    void aQuestionIsMadeToStandAlone() {
        ScriptedModel model = ScriptedModel.replying(" How much is a transfer abroad?\n");

        assertThat(QueryWriters.condensing(model).write(LATER).texts())
                .containsExactly("How much is a transfer abroad?");
        assertThat(model.questions()).singleElement().satisfies(question -> {
            assertThat(question.text()).isEqualTo("And abroad?");
            assertThat(question.history()).isEqualTo(TURNS);
            assertThat(question.instructions()).hasSize(1);
        });
    }

    @Test
    void onlyTheLastTurnsAreSent() {
        ScriptedModel model = ScriptedModel.replying("How much is a transfer abroad?");

        QueryWriters.condensing(model, 1).write(LATER);

        assertThat(model.questions().get(0).history()).containsExactly(TURNS.get(1));
    }

    @Test
    void aQuestionWithoutHistoryIsNotSent() {
        ScriptedModel model = ScriptedModel.replying("Nonsense.");

        assertThat(QueryWriters.condensing(model).write(ALONE))
                .isEqualTo(new Queries(List.of(ALONE.text()), Trace.EMPTY));
        assertThat(model.questions()).isEmpty();
    }

    @Test
    void rewordingsStandBehindTheQuestionWithoutTheirMarkers() {
        ScriptedModel model = ScriptedModel.replying(
                "1. What does a transfer cost?\n- Transfer fee\n\nTransfer fee\n(3) How much is a transfer?\n・送金の手数料\nfive");

        assertThat(QueryWriters.rewording(model, 3).write(ALONE).texts())
                .containsExactly(ALONE.text(), "What does a transfer cost?", "Transfer fee", "送金の手数料");
    }

    @Test
    void aMadeUpAnswerIsSearchedForToo() {
        ScriptedModel model = ScriptedModel.replying("A transfer costs 300 yen.");

        assertThat(QueryWriters.hypothetical(model).write(ALONE).texts())
                .containsExactly(ALONE.text(), "A transfer costs 300 yen.");
        assertThat(QueryWriters.hypothetical(ScriptedModel.replying("a".repeat(999) + "😀 and more"))
                        .write(ALONE)
                        .texts())
                .containsExactly(ALONE.text(), "a".repeat(999));
    }

    @Test
    void modelsAreAskedWithinBoundsAndNothingIsStreamed() {
        ScriptedModel model = ScriptedModel.replying("words");
        RecordingSink sink = new RecordingSink();
        Deadline deadline = Deadline.after(Duration.ofHours(1));

        QueryWriters.rewording(model, 2)
                .write(ALONE.with(TokenSink.KEY, sink)
                        .with(Deadline.KEY, deadline)
                        .with(Generation.KEY, Generation.DEFAULT.withSeed(7)));

        assertThat(sink.tokens()).isEmpty();
        assertThat(model.questions()).singleElement().satisfies(question -> {
            assertThat(question.attributes().get(Deadline.KEY)).hasValue(deadline);
            assertThat(question.attributes().get(Generation.KEY))
                    .hasValue(Generation.DEFAULT.withSeed(7).withTemperature(0).withMaxTokens(400));
        });
    }

    @Test
    void theTraceTellsTokensCostAndNoText() {
        Money cent = new Money(new BigDecimal("0.01"), Currency.getInstance("USD"));
        Step call = new Step("chat", Duration.ZERO, new TokenUsage(30, 9), Optional.of(cent), Map.of());
        DomainModel model = question ->
                new Answer.Reply("How much is a transfer abroad?", List.of(), OptionalDouble.empty(), Trace.of(call));

        Trace trace = QueryWriters.condensing(model).write(LATER).trace();

        assertThat(trace.usage()).isEqualTo(new TokenUsage(30, 9));
        assertThat(trace.cost()).containsEntry(cent.currency(), cent.amount());
        assertThat(trace.steps()).extracting(Step::name).containsExactly("chat", "condense");
        assertThat(trace.steps().get(1).details()).isEqualTo(Map.of("queries", "1"));
    }

    @Test
    void whateverFailsFallsBackToTheQuestionAndTheTraceSaysSo() {
        assertThat(note(ScriptedModel.builder().build())).isEqualTo("the model abstained");
        assertThat(note(failing(new ModelUnavailableException(ModelUnavailableException.Reason.RATE_LIMITED, "later"))))
                .isEqualTo("ModelUnavailableException RATE_LIMITED");
        assertThat(note(ScriptedModel.replying("long ".repeat(300))))
                .isEqualTo("the reply holds no query of up to 1000 characters");
    }

    @Test
    void aPolicyEndsTheSearch() {
        PolicyViolationException refusal = new PolicyViolationException("not to this model");

        assertThatThrownBy(() -> QueryWriters.hypothetical(failing(refusal)).write(ALONE))
                .isSameAs(refusal);
    }

    @Test
    void aDeadlineThatPassesMeanwhileEndsTheSearch() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        DomainModel slow = question -> {
            now.set(Instant.EPOCH.plusSeconds(3));
            throw new ModelUnavailableException(ModelUnavailableException.Reason.TIMEOUT, "too slow");
        };
        Question question = ALONE.with(Deadline.KEY, new Deadline(Instant.EPOCH.plusSeconds(1), now::get));

        assertThatThrownBy(() -> QueryWriters.rewording(slow, 2).write(question))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessage("reword: the deadline passed PT2S ago");
    }

    @Test
    void termsAndSynonymsFindEachOther() {
        assertThat(expanded("Where is an ＡＴＭ?")).isEqualTo("Where is an ＡＴＭ? automated teller machine cash machine");
        assertThat(expanded("Where is an automated teller machine?")).endsWith("? ATM cash machine");
        assertThat(expanded("送金手数料はいくらですか")).isEqualTo("送金手数料はいくらですか 振込手数料");
    }

    @Test
    void aLatinTermIsAWholeWordAndOfOverlappingFormsTheLongerCounts() {
        assertThat(expanded("What is the atmosphere?")).isEqualTo("What is the atmosphere?");
        assertThat(expanded("ATMの手数料")).isEqualTo("ATMの手数料 automated teller machine cash machine 料金");
        assertThat(expanded("振込手数料")).isEqualTo("振込手数料 送金手数料");
    }

    @Test
    void expandingIsTracedWithoutTheText() {
        Queries queries = QueryWriters.expanding(VOCABULARY).write(Question.of("料金"));

        assertThat(queries.texts()).containsExactly("料金 手数料");
        assertThat(queries.trace().steps())
                .singleElement()
                .satisfies(step -> assertThat(step.details()).isEqualTo(Map.of("formsAdded", "1")));
    }

    @Test
    void writersCompose() {
        QueryWriter writer = QueryWriters.condensing(ScriptedModel.replying("Where is a cash machine abroad?"))
                .then(QueryWriters.expanding(VOCABULARY)
                        .and(QueryWriters.hypothetical(ScriptedModel.replying("There."))));

        assertThat(writer.write(LATER).texts())
                .containsExactly(
                        "Where is a cash machine abroad? automated teller machine ATM",
                        "Where is a cash machine abroad?",
                        "There.");
        assertThat(writer)
                .hasToString("then(condensing(scripted(0 rules)), and(expanding(3 terms), hypothetical(scripted(0"
                        + " rules))))");
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        ScriptedModel model = ScriptedModel.replying("x");

        assertThatIllegalArgumentException().isThrownBy(() -> QueryWriters.condensing(model, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> QueryWriters.rewording(model, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueryWriters.rewording(model, 16))
                .withMessage("count must be at most 15 but is 16");
    }

    @Test
    void descriptionsTellSettingsAndModels() {
        ScriptedModel model = ScriptedModel.replying("x");

        assertThat(List.of(
                                QueryWriter.asAsked(),
                                QueryWriters.condensing(model),
                                QueryWriters.condensing(model, 2),
                                QueryWriters.condensing(ScriptedModel.replying("y")),
                                QueryWriters.rewording(model, 2),
                                QueryWriters.rewording(model, 3),
                                QueryWriters.hypothetical(model),
                                QueryWriters.expanding(VOCABULARY),
                                QueryWriters.expanding(Vocabulary.EMPTY),
                                QueryWriters.condensing(model).then(QueryWriters.hypothetical(model)),
                                QueryWriters.condensing(model).and(QueryWriters.hypothetical(model)))
                        .stream()
                        .map(writer -> writer.describe().fingerprint()))
                .doesNotHaveDuplicates();
        assertThat(QueryWriters.expanding(VOCABULARY).describe().isOpaque()).isFalse();
    }

    private static String expanded(String text) {
        return QueryWriters.expanding(VOCABULARY)
                .write(Question.of(text))
                .texts()
                .get(0);
    }

    /** Returns what the trace says after each writer has fallen back to the question. */
    private static String note(DomainModel model) {
        Queries queries = QueryWriters.condensing(model).write(LATER);
        assertThat(queries.texts()).containsExactly(LATER.text());
        return queries.trace().steps().get(0).details().getOrDefault("fallback", "");
    }

    private static DomainModel failing(ModelException failure) {
        return ScriptedModel.builder().when("?").fail(failure).build();
    }
}
