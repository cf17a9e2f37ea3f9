// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring.shadow;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

/**
 * Says how good an answer is. Safe for use by many threads.
 *
 * <p>A lambda does not say where it sends what it reads, so under a policy on egress it is not asked. Make it {@link #inThisProcess}
 * if it sends nothing, and have a model asked by {@link #asking}.
 */
@FunctionalInterface
public interface Judge {

    /**
     * Returns how good an answer is, from 0 to 1, the same for the same answer.
     *
     * @param question as the challenger got it, of the class of what the answer carries if that is higher. Whatever is asked
     *     because of it takes its attributes along, since a policy on egress is one of them
     */
    double score(Question question, Answer answer);

    /** Returns what this judge is made of; {@linkplain Description#opaque opaque} unless it says more. */
    default Description describe() {
        return Description.opaque(this);
    }

    /** Returns a judge equal to {@code judge}, of which you know that it sends nothing out of this process. */
    static Judge inThisProcess(Judge judge) {
        return new LocalJudge(judge);
    }

    /**
     * Returns a judge that asks {@code model}, with the attributes of the question that was answered: its class, its caller, and
     * the policy that it is under.
     *
     * @param text what the model is asked about a question and its answer; not blank
     * @param score how good the answer is by what the model says, from 0 to 1
     */
    static Judge asking(DomainModel model, BiFunction<Question, Answer, String> text, ToDoubleFunction<Answer> score) {
        return new AskingJudge(model, text, score);
    }
}
