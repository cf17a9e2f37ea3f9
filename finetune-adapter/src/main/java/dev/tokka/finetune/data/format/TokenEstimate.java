// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.format;

import dev.tokka.Checks;
import dev.tokka.Money;
import dev.tokka.finetune.data.TrainingRow;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Iterator;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * How many tokens a training reads in one epoch: known before anything is sent.
 *
 * @param rows how many; at least 0
 * @param tokens of all rows; at least 0
 * @param longest tokens of the longest row; at least 0
 * @param tooLong how many rows have more tokens than the limit, which trainers cut off; at least 0
 */
public record TokenEstimate(long rows, long tokens, int longest, long tooLong) {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** Checks the ranges above. */
    public TokenEstimate {
        if (rows < 0 || tokens < 0 || longest < 0 || tooLong < 0) {
            throw new IllegalArgumentException(
                    "counts must be at least 0 but are " + rows + ", " + tokens + ", " + longest + " and " + tooLong);
        }
    }

    /**
     * Counts the tokens of {@code rows}.
     *
     * @param rows read once; not closed
     * @param counter the tokens of a row, such as {@code row -> TemplateText.of(row, template).tokens(tokenizer)}
     * @param limit how many tokens a row may have, at least 1
     */
    public static TokenEstimate of(Stream<TrainingRow> rows, ToIntFunction<TrainingRow> counter, int limit) {
        Checks.requireAtLeast(1, limit, "limit");
        long count = 0;
        long tokens = 0;
        int longest = 0;
        long tooLong = 0;
        for (Iterator<TrainingRow> each = rows.iterator(); each.hasNext(); count++) {
            int own = counter.applyAsInt(each.next());
            tokens = Math.addExact(tokens, own);
            longest = Math.max(longest, own);
            tooLong += own > limit ? 1 : 0;
        }
        return new TokenEstimate(count, tokens, longest, tooLong);
    }

    /**
     * Returns what a training costs that is paid by the token.
     *
     * @param epochs how often each row is read, at least 1
     * @param perMillion the price of a million tokens, at least 0
     */
    public Money cost(int epochs, BigDecimal perMillion, Currency currency) {
        Checks.requireAtLeast(1, epochs, "epochs");
        if (perMillion.signum() < 0) {
            throw new IllegalArgumentException("perMillion must be at least 0 but is " + perMillion);
        }
        BigDecimal read = BigDecimal.valueOf(tokens).multiply(BigDecimal.valueOf(epochs));
        return new Money(read.multiply(perMillion).divide(MILLION), currency);
    }
}
