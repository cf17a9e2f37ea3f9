// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tokka.Answer;
import dev.tokka.Caller;
import dev.tokka.Citation;
import dev.tokka.DataClass;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.Step;
import dev.tokka.Tenant;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import dev.tokka.Turn;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is recorded of one call. Not safe for use by many threads. */
final class CallRecord {

    private static final int MOST_CHARACTERS = 1_000_000;

    private final Map<String, String> facts = new TreeMap<>();
    private final Map<String, String> contents = new TreeMap<>();
    private final Map<String, String> digested = new TreeMap<>();
    private final Auditing auditing;
    private final Question question;

    private CallRecord(Auditing auditing, Question question, long nanos) {
        this.auditing = auditing;
        this.question = question;
        facts.put("milliseconds", String.valueOf(nanos / 1_000_000));
        facts.put("data-class", DataClass.of(question).name());
        text("question", question.text());
        digested.put("prompt", prompt(question));
        if (!question.history().isEmpty()) {
            text("history", question.history().stream().map(CallRecord::line).collect(Collectors.joining("\n")));
        }
        if (auditing.contents() == Auditing.Contents.TEXTS) {
            question.attributes().get(Caller.KEY).ifPresent(caller -> contents.put("caller", caller.id()));
            question.attributes().get(Tenant.KEY).ifPresent(tenant -> contents.put("tenant", tenant.id()));
        }
    }

    /** Returns the event of a call that ended with {@code answer}. */
    static AuditEvent answered(Auditing auditing, Question question, Answer answer, long nanos) {
        CallRecord call = new CallRecord(auditing, question, nanos);
        if (answer instanceof Answer.Reply reply) {
            call.facts.put("outcome", "reply");
            call.text("answer", reply.text());
            call.fact(
                    "cited",
                    reply.citations().stream()
                            .map(Citation::source)
                            .map(source -> source.document())
                            .distinct()
                            .collect(Collectors.joining(", ")));
        } else if (answer instanceof Answer.Abstention abstention) {
            call.facts.put("outcome", "abstention");
            call.text("reason", abstention.reason());
        }
        call.trace(answer.trace());
        return call.event();
    }

    /** Returns the event of a call that failed. */
    static AuditEvent failed(Auditing auditing, Question question, Throwable failure, long nanos) {
        CallRecord call = new CallRecord(auditing, question, nanos);
        call.facts.put("outcome", failure.getClass().getSimpleName());
        if (failure instanceof ModelUnavailableException unavailable) {
            call.facts.put("reason", unavailable.reason().name());
        } else if (failure instanceof PolicyViolationException refused) {
            call.facts.put("reason", refused.reason().name());
        } else if (failure instanceof IncompleteAnswerException cut) {
            call.facts.put("reason", cut.reason().name());
            call.text("partial", cut.partialText());
        }
        call.text("message", String.valueOf(failure.getMessage()));
        return call.event();
    }

    private AuditEvent event() {
        return new AuditEvent(AuditEvent.ANSWER, auditing.subject().apply(question), "", facts, contents, digested);
    }

    private void trace(Trace trace) {
        TokenUsage usage = trace.usage();
        facts.put("tokens-input", String.valueOf(usage.input()));
        facts.put("tokens-output", String.valueOf(usage.output()));
        trace.cost()
                .forEach((currency, amount) -> facts.put("cost-" + currency.getCurrencyCode(), amount.toPlainString()));
        fact("steps", trace.steps().stream().map(Step::name).collect(Collectors.joining(", ")));
        fact("passages", details(trace, "retrieve", "passages"));
        fact("answered", details(trace, "answered", "model"));
    }

    private static String details(Trace trace, String step, String detail) {
        return trace.steps().stream()
                .filter(each -> each.name().equals(step))
                .map(each -> each.details().getOrDefault(detail, ""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private void fact(String name, String value) {
        if (!value.isEmpty()) {
            facts.put(name, shortened(value));
        }
    }

    private void text(String name, String text) {
        digested.put(name, text);
        if (auditing.contents() == Auditing.Contents.TEXTS) {
            contents.put(name, shortened(auditing.redaction().apply(text)));
        }
    }

    private static String shortened(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
    }

    private static String line(Turn turn) {
        return turn.speaker() + ": " + turn.text();
    }

    /** Returns all that the model was given, so that a prompt that somebody has can be shown to be this one. */
    static String prompt(Question question) {
        byte[] json = RecordJson.write(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("evidence");
            for (var passage : question.evidence()) {
                out.writeString(passage.id() + "\n" + passage.text());
            }
            out.writeEndArray();
            out.writeArrayFieldStart("examples");
            for (var example : question.examples()) {
                out.writeString(example.question());
                out.writeString(example.answer());
            }
            out.writeEndArray();
            out.writeStringField("form", question.form().toString());
            out.writeArrayFieldStart("history");
            for (var turn : question.history()) {
                out.writeString(line(turn));
            }
            out.writeEndArray();
            out.writeArrayFieldStart("instructions");
            for (var instruction : question.instructions()) {
                out.writeString(instruction);
            }
            out.writeEndArray();
            out.writeStringField("text", question.text());
            out.writeEndObject();
        });
        return new String(json, US_ASCII);
    }
}
