// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.Answer;
import dev.tokka.Checks;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Says how good an answer to one question is.
 *
 * <p>A grader sees what is kept of an answer: the text of a reply and its confidence, or the reason of an abstention. It
 * says the same each time, because answers that were kept are graded again. What it uses itself, such as the tokens of a
 * judge, no {@linkplain OptimizationBudget budget} counts.
 */
@FunctionalInterface
public interface Grader {

    /** Grades {@code answer}, which is an abstention where the model did not know. */
    Grade grade(Answer answer);

    /**
     * Returns the grader that gives 1 to a reply of just these words, whatever the case, the width and the white space, and 0
     * to everything else.
     *
     * @throws IllegalArgumentException if {@code wanted} is blank
     */
    static Grader text(String wanted) {
        String plain = plain(Checks.requireText(wanted, "wanted"));
        return answer -> Grade.of(
                answer.reply()
                                .filter(reply -> plain(reply.text()).equals(plain))
                                .isPresent()
                        ? 1
                        : 0);
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("\\s+", " ");
    }
}
