// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tokka.Answer;
import dev.tokka.Caller;
import dev.tokka.Citation;
import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Money;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Step;
import dev.tokka.Tenant;
import dev.tokka.TokenSink;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import dev.tokka.Turn;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditedTest {

    private static final Question QUESTION = Question.of("What does a transfer cost?")
            .with(Caller.KEY, Caller.of("ann"))
            .with(DataClass.KEY, DataClass.INTERNAL);

    @TempDir
    static Path temp;

    private static int directories;

    private Path directory = temp;
    private AuditLog log = AuditLog.open(temp.resolve("unused-" + directories++), Logs.SMALL);

    @BeforeEach
    void open() {
        log.close();
        directory = temp.resolve("log-" + directories++);
        log = AuditLog.open(directory, Logs.SMALL);
    }

    @AfterEach
    void close() {
        log.close();
    }

    private AuditRecord only() {
        List<AuditRecord> records = AuditReader.open(directory).records();
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private Map<String, String> contents() {
        return AuditReader.open(directory).contents(only()).orElseThrow();
    }

    @Test
    void aReplyIsOneRecordWithWhatHappened() {
        Trace trace = Trace.of(
                Step.of("retrieve", Duration.ofMillis(3), Map.of("passages", "fees#1 0.9000, fees#2 0.4000")),
                new Step(
                        "chat",
                        Duration.ofMillis(40),
                        new TokenUsage(120, 7),
                        Optional.of(new Money(new BigDecimal("0.03"), Currency.getInstance("JPY"))),
                        Map.of()));
        Citation citation =
                new Citation(1, new Span(0, 5), new Source("fees.md", List.of(), new Span(0, 4)), "Free", 1);
        DomainModel model =
                new Fixed(q -> new Answer.Reply("Free [1].", List.of(citation), OptionalDouble.empty(), trace));

        Answer answer = log.audit(model).answer(QUESTION.plusHistory(List.of(new Turn(Turn.Speaker.USER, "Hello."))));

        AuditRecord.Entry entry = only().entry();
        assertThat(entry.type()).isEqualTo(AuditEvent.ANSWER);
        assertThat(entry.model()).isEqualTo(model.describe().fingerprint());
        assertThat(entry.facts())
                .containsEntry("outcome", "reply")
                .containsEntry("data-class", "INTERNAL")
                .containsEntry("tokens-input", "120")
                .containsEntry("tokens-output", "7")
                .containsEntry("cost-JPY", "0.03")
                .containsEntry("steps", "retrieve, chat")
                .containsEntry("passages", "fees#1 0.9000, fees#2 0.4000")
                .containsEntry("cited", "fees.md")
                .containsKey("milliseconds");
        assertThat(contents())
                .containsEntry("question", QUESTION.text())
                .containsEntry("answer", "Free [1].")
                .containsEntry("caller", "ann")
                .containsKey("history");
        assertThat(entry.digests()).containsOnlyKeys("question", "prompt", "history", "answer");
        assertThat(answer.trace().steps()).last().extracting(Step::details).isEqualTo(Map.of("sequence", "0"));
    }

    @Test
    void anAbstentionIsRecordedAsOne() {
        Answer answer =
                log.audit(new Fixed(q -> Answer.abstain("not in the handbook"))).answer(QUESTION);

        assertThat(answer).isInstanceOf(Answer.Abstention.class);
        assertThat(only().entry().facts()).containsEntry("outcome", "abstention");
        assertThat(contents()).containsEntry("reason", "not in the handbook").doesNotContainKey("answer");
    }

    @Test
    void aFailureIsOneRecordAndPropagatesUnchanged() {
        RuntimeException failure = new ModelUnavailableException(ModelUnavailableException.Reason.TIMEOUT, "slow");
        DomainModel model = failing(failure);

        assertThat(catchThrowable(() -> log.audit(model).answer(QUESTION))).isSameAs(failure);

        assertThat(only().entry().facts())
                .containsEntry("outcome", "ModelUnavailableException")
                .containsEntry("reason", "TIMEOUT");
    }

    @Test
    void aRefusalIsRecordedWithItsReason() {
        DomainModel model = failing(new PolicyViolationException(PolicyViolationException.Reason.SUSPENDED, "stopped"));

        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> log.audit(model).answer(QUESTION));

        assertThat(only().entry().facts())
                .containsEntry("outcome", "PolicyViolationException")
                .containsEntry("reason", "SUSPENDED");
    }

    @Test
    void anIncompleteAnswerIsNotRecordedAsAnAnswer() {
        DomainModel model = failing(
                new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, "no end was seen", "Free unl"));

        assertThatExceptionOfType(IncompleteAnswerException.class)
                .isThrownBy(() -> log.audit(model).answer(QUESTION));

        assertThat(only().entry().facts())
                .containsEntry("outcome", "IncompleteAnswerException")
                .containsEntry("reason", "CUT");
        assertThat(only().entry().digests()).doesNotContainKey("answer");
        assertThat(contents()).containsEntry("partial", "Free unl").doesNotContainKey("answer");
    }

    @Test
    void bugsAndErrorsAreRecordedToo() {
        DomainModel bug = failing(new IllegalStateException("bug"));
        DomainModel error = new Fixed(q -> {
            throw new StackOverflowError();
        });

        assertThatThrownBy(() -> log.audit(bug).answer(QUESTION)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> log.audit(error).answer(QUESTION)).isInstanceOf(StackOverflowError.class);

        assertThat(AuditReader.open(directory).records())
                .extracting(record -> record.entry().facts().get("outcome"))
                .containsExactly("IllegalStateException", "StackOverflowError");
    }

    @Test
    void whatComesFromAFallbackIsNamed() {
        DomainModel model =
                failing(new QuestionRejectedException("too long")).orElse(new Fixed(q -> Answer.reply("Yes.")));

        log.audit(model).answer(QUESTION);

        assertThat(only().entry().facts()).containsEntry("answered", "fixed");
    }

    @Test
    void repliesAreStreamedAsTheyComeOrWhenTheyAreRecorded() {
        DomainModel model = new Fixed(q -> {
            q.attributes().get(TokenSink.KEY).ifPresent(sink -> {
                sink.token("Ye");
                sink.token("s.");
            });
            return Answer.reply("Yes.");
        });
        Heard live = new Heard();
        Heard recorded = new Heard();

        log.audit(model).answer(QUESTION.with(TokenSink.KEY, live));
        log.audit(model, Auditing.DEFAULT.withStreaming(Auditing.Streaming.RECORDED))
                .answer(QUESTION.with(TokenSink.KEY, recorded));

        assertThat(live.text).hasToString("Ye|s.|");
        assertThat(recorded.text).hasToString("Yes.|");
    }

    @Test
    void failsClosedWhenNothingCanBeRecorded() {
        DomainModel model = log.audit(new Fixed(q -> {
            log.close(); // while the model is at it
            q.attributes().get(TokenSink.KEY).ifPresent(sink -> sink.token("Yes."));
            return Answer.reply("Yes.");
        }));
        Heard heard = new Heard();

        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(
                        () -> model.orElse(q -> Answer.reply("unrecorded")).answer(QUESTION.with(TokenSink.KEY, heard)))
                .withMessageContaining("withheld")
                .withCauseInstanceOf(AuditException.class);
        assertThat(heard.text).hasToString("Yes.|<restart>");
        assertThatExceptionOfType(PolicyViolationException.class)
                .as("the next one is not even asked")
                .isThrownBy(() -> model.answer(QUESTION))
                .withMessageContaining("not asked");
        assertThat(log.missed()).isZero();
    }

    @Test
    void aFailureThatCannotBeRecordedIsAViolationWithTheFailureBesideIt() {
        RuntimeException failure = new QuestionRejectedException("too long");
        DomainModel model = log.audit(new Fixed(q -> {
            log.close();
            throw failure;
        }));

        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> model.answer(QUESTION))
                .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(failure));
    }

    @Test
    void failsOpenIfToldSoAndCounts() {
        DomainModel model = log.audit(new Fixed(q -> Answer.reply("Yes.")), Auditing.DEFAULT.withFailOpen());
        DomainModel bad = log.audit(failing(new QuestionRejectedException("no")), Auditing.DEFAULT.withFailOpen());
        log.close();

        assertThat(model.answer(QUESTION).reply()).isPresent();
        assertThatExceptionOfType(QuestionRejectedException.class).isThrownBy(() -> bad.answer(QUESTION));

        assertThat(log.missed()).isEqualTo(2);
    }

    @Test
    void textsAreRedactedAndDigestsAreOfWhatWasSaid() {
        Auditing auditing = Auditing.DEFAULT.withRedaction(text -> text.replaceAll("\\d{4}", "****"));
        DomainModel model = log.audit(new Fixed(q -> Answer.reply("Card 1234 is blocked.")), auditing);

        model.answer(QUESTION.withText("Is card 1234 blocked?").with(Tenant.KEY, new Tenant("east")));

        AuditReader reader = AuditReader.open(directory);
        assertThat(contents())
                .containsEntry("question", "Is card **** blocked?")
                .containsEntry("answer", "Card **** is blocked.")
                .containsEntry("tenant", "east");
        assertThat(reader.isDigestOf(only(), "answer", "Card 1234 is blocked.")).contains(true);
    }

    @Test
    void textsAreNotKeptIfOnlyDigestsAreAskedFor() {
        log.audit(new Fixed(q -> Answer.reply("Yes.")), Auditing.DEFAULT.withDigestsOnly())
                .answer(QUESTION);

        assertThat(contents()).isEmpty();
        assertThat(AuditReader.open(directory).isDigestOf(only(), "answer", "Yes."))
                .contains(true);
    }

    @Test
    void subjectsAreChosenAndNeverWritten() {
        Auditing auditing = Auditing.DEFAULT.withSubject(q -> "case-77");
        log.audit(new Fixed(q -> Answer.reply("Yes.")), auditing).answer(QUESTION);
        log.audit(new Fixed(q -> Answer.reply("Yes."))).answer("Without a caller?");

        assertThat(log.erase("case-77")).isTrue();
        assertThat(log.erase(Auditing.NOBODY)).isTrue();
        assertThat(log.erase("ann")).isFalse();
        assertThat(AuditReader.open(directory).records().get(0).entry().subject())
                .hasSize(32);
    }

    @Test
    void theDescriptionIsThatOfTheModelInWhatIsPutAroundIt() {
        DomainModel model = new Fixed(q -> Answer.reply("Yes."));

        assertThat(log.audit(model).describe().parts()).containsExactly(model.describe());
        assertThat(log.audit(model).describe()).isEqualTo(log.audit(model).describe());
        assertThat(log.audit(model, Auditing.DEFAULT.withFailOpen()).describe())
                .isNotEqualTo(log.audit(model).describe());
        assertThat(log.audit(model)).hasToString("audited(fixed)");
    }

    private static DomainModel failing(RuntimeException failure) {
        return new Fixed(q -> {
            throw failure;
        });
    }

    /** A model that describes itself. */
    private record Fixed(DomainModel model) implements DomainModel {

        @Override
        public Answer answer(Question question) {
            return model.answer(question);
        }

        @Override
        public Description describe() {
            return Description.of("fixed");
        }

        @Override
        public String toString() {
            return "fixed";
        }
    }

    /** Takes tokens. */
    private static final class Heard implements TokenSink {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void token(String token) {
            text.append(token).append('|');
        }

        @Override
        public void restart() {
            text.append("<restart>");
        }
    }
}
