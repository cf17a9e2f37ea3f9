// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.tokka.Money;
import dev.tokka.TokenUsage;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What can be chosen about a bridged model, whatever kind it is.
 *
 * @param format writes the prompt
 * @param pricing says what tokens cost
 * @param limits what a call may take
 * @param runner where calls run
 * @param fences makes delimiters
 * @param trusting whether an end without a reason counts as complete
 */
record Options(
        PromptFormat format, Pricing pricing, CallLimits limits, Runner runner, Fences fences, boolean trusting) {

    /** Prices, and the clock that tells which of them are valid. */
    record Pricing(PriceTable table, InstantSource clock) {

        /** Returns the cost for the first of {@code models} that has a price. */
        Optional<Money> cost(List<String> models, TokenUsage usage) {
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            return models.stream()
                    .flatMap(model -> table.cost(model, usage, today).stream())
                    .findFirst();
        }
    }

    static Options of(PromptFormat format) {
        return new Options(
                format,
                new Pricing(PriceTable.EMPTY, InstantSource.system()),
                CallLimits.DEFAULT,
                Runner.DEFAULT,
                new Fences(new SecureRandom()),
                false);
    }

    Options withFormat(PromptFormat newFormat) {
        return new Options(newFormat, pricing, limits, runner, fences, trusting);
    }

    Options withPricing(Pricing newPricing) {
        return new Options(format, newPricing, limits, runner, fences, trusting);
    }

    Options withLimits(CallLimits newLimits) {
        return new Options(format, pricing, newLimits, runner, fences, trusting);
    }

    Options withRunner(Runner newRunner) {
        return new Options(format, pricing, limits, newRunner, fences, trusting);
    }

    Options withFences(Fences newFences) {
        return new Options(format, pricing, limits, runner, newFences, trusting);
    }

    Options trustingEnd() {
        return new Options(format, pricing, limits, runner, fences, true);
    }
}
