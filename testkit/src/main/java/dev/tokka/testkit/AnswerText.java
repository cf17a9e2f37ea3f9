// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;

/** Answers as people read them. */
final class AnswerText {

    private AnswerText() {}

    static String of(Answer answer) {
        StringBuilder text = new StringBuilder();
        if (answer instanceof Answer.Reply reply) {
            text.append("a reply:\n").append(reply.text().indent(2));
            reply.confidence()
                    .ifPresent(
                            value -> text.append("confidence: ").append(value).append('\n'));
            text.append(reply.citations().isEmpty() ? "no citations\n" : "citations:\n");
            reply.citations().forEach(citation -> append(citation, reply, text));
        } else if (answer instanceof Answer.Abstention abstention) {
            text.append("an abstention: ").append(abstention.reason()).append('\n');
        }
        append(answer.trace(), text);
        return text.toString().stripTrailing();
    }

    private static void append(Citation citation, Answer.Reply reply, StringBuilder text) {
        text.append("  [")
                .append(citation.number())
                .append("] ")
                .append(citation.source().label())
                .append('\n');
        text.append("      says:     ")
                .append(citation.claim().of(reply.text()))
                .append('\n');
        text.append("      rests on: ").append(citation.quote()).append('\n');
        text.append("      support:  ").append(citation.support()).append('\n');
    }

    private static void append(Trace trace, StringBuilder text) {
        text.append(trace.steps().isEmpty() ? "no steps" : "steps:");
        for (Step step : trace.steps()) {
            text.append("\n  ").append(step.name()).append(", ").append(step.duration());
            if (!step.usage().equals(TokenUsage.NONE)) {
                text.append(", tokens ")
                        .append(step.usage().input())
                        .append(" + ")
                        .append(step.usage().output());
            }
            step.cost()
                    .ifPresent(cost -> text.append(", ")
                            .append(cost.amount().toPlainString())
                            .append(' ')
                            .append(cost.currency()));
            if (!step.details().isEmpty()) {
                text.append(", ").append(step.details());
            }
        }
    }
}
