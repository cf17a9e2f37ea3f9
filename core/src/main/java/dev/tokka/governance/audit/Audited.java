// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Fingerprint;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** See {@link AuditLog#audit(DomainModel, Auditing)}. */
final class Audited implements DomainModel {

    private final DomainModel model;
    private final AuditLog log;
    private final Auditing auditing;
    private final Fingerprint fingerprint;

    Audited(DomainModel model, AuditLog log, Auditing auditing) {
        this.model = requireNonNull(model, "model");
        this.log = log;
        this.auditing = requireNonNull(auditing, "auditing");
        this.fingerprint = new Fingerprint(model);
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        if (auditing.onFailure() == Auditing.OnFailure.CLOSED) {
            requireUsable();
        }
        String asked = fingerprint.now(); // before the call: that is the model which was asked
        long start = System.nanoTime();
        Answer answer;
        try {
            answer = requireNonNull(model.answer(quiet(question)), "a model answered null");
        } catch (RuntimeException | Error failure) {
            recordFailure(question, asked, failure, start);
            throw failure;
        }
        long stored = System.nanoTime();
        Optional<Receipt> receipt = record(question, asked, answer, stored - start);
        if (answer instanceof Answer.Reply reply && auditing.streaming() == Auditing.Streaming.RECORDED) {
            question.attributes().get(TokenSink.KEY).ifPresent(sink -> sink.token(reply.text()));
        }
        return receipt.map(each -> answer.withTrace(answer.trace().then(step(each, System.nanoTime() - stored))))
                .orElse(answer);
    }

    /** Returns what the model is asked: without a sink, if nothing may be streamed yet. */
    private Question quiet(Question question) {
        return auditing.streaming() == Auditing.Streaming.RECORDED
                ? question.withAttributes(question.attributes().without(TokenSink.KEY))
                : question;
    }

    private static Trace step(Receipt receipt, long nanos) {
        return Trace.of(
                Step.of("audited", Duration.ofNanos(nanos), Map.of("sequence", String.valueOf(receipt.sequence()))));
    }

    private Optional<Receipt> record(Question question, String asked, Answer answer, long nanos) {
        try {
            return Optional.of(log.append(
                    CallRecord.answered(auditing, question, answer, nanos).about(asked)));
        } catch (AuditException e) {
            if (auditing.onFailure() == Auditing.OnFailure.OPEN) {
                log.miss();
                return Optional.empty();
            }
            PolicyViolationException withheld = withheld(e, "the answer is withheld");
            if (auditing.streaming() == Auditing.Streaming.AT_ONCE) {
                takeBack(question, withheld);
            }
            throw withheld;
        }
    }

    private static void takeBack(Question question, PolicyViolationException withheld) {
        try {
            question.attributes().get(TokenSink.KEY).ifPresent(TokenSink::restart);
        } catch (RuntimeException e) {
            withheld.addSuppressed(e);
        }
    }

    private void recordFailure(Question question, String asked, Throwable failure, long start) {
        try {
            log.append(CallRecord.failed(auditing, question, failure, System.nanoTime() - start)
                    .about(asked));
        } catch (AuditException e) {
            if (auditing.onFailure() == Auditing.OnFailure.OPEN) {
                log.miss();
            } else if (failure instanceof Error) {
                failure.addSuppressed(e);
            } else {
                PolicyViolationException withheld = withheld(e, "the model had failed");
                withheld.addSuppressed(failure);
                throw withheld;
            }
        }
    }

    private void requireUsable() {
        try {
            log.requireUsable();
        } catch (AuditException e) {
            throw withheld(e, "the model is not asked");
        }
    }

    private static PolicyViolationException withheld(AuditException cause, String consequence) {
        return new PolicyViolationException(
                "audited: expected to store a record of the call, but " + cause.getMessage() + "; " + consequence,
                cause);
    }

    @Override
    public Description describe() {
        return new Description(
                "audited",
                "",
                Map.of(
                        "contents", name(auditing.contents()),
                        "on failure", name(auditing.onFailure()),
                        "streaming", name(auditing.streaming()),
                        "durability", name(log.durability())),
                List.of(model.describe()));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public String toString() {
        return "audited(" + model + ")";
    }
}
