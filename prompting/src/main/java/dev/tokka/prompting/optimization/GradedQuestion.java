// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Question;
import java.util.Optional;

/**
 * A question to optimize with.
 *
 * @param question what is asked
 * @param grader says how good an answer is
 * @param wanted an answer that is right, to be shown to models; empty if none is known, and then what the model itself answers
 *     right may be shown
 * @param cluster what this question shares with others that are alike, such as paraphrases or questions about one document:
 *     they are never on both sides of a fold, nor shown for each other; not blank
 */
public record GradedQuestion(Question question, Grader grader, Optional<String> wanted, String cluster) {

    /** Checks that the wanted answer and the cluster are not blank. */
    public GradedQuestion {
        requireNonNull(question, "question");
        requireNonNull(grader, "grader");
        wanted.ifPresent(text -> Checks.requireText(text, "wanted"));
        Checks.requireText(cluster, "cluster");
    }

    /** Returns a question with one right answer, such as a label; its cluster is its own text. */
    public static GradedQuestion of(String text, String wanted) {
        return new GradedQuestion(Question.of(text), Grader.text(wanted), Optional.of(wanted), text);
    }

    /** Returns a question that {@code grader} grades and no right answer is known of; its cluster is its own text. */
    public static GradedQuestion of(String text, Grader grader) {
        return new GradedQuestion(Question.of(text), grader, Optional.empty(), text);
    }

    /** Returns this question in another cluster. */
    public GradedQuestion inCluster(String newCluster) {
        return new GradedQuestion(question, grader, wanted, newCluster);
    }
}
