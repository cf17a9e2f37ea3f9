// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import static java.util.Objects.requireNonNull;

import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.analysis.StrategyTable;
import dev.tokka.evaluation.recommendation.Recommendation;
import java.util.Optional;

/**
 * What a page shows: a report, and what was concluded from it.
 *
 * <pre>{@code
 * String page = HtmlReport.write(Findings.of(report).with(recommendation), Wording.ENGLISH);
 * }</pre>
 *
 * @param report the measurements
 * @param recommendation which strategy to use, and why
 * @param strategies what retrieval and fine-tuning each add, and both together
 */
public record Findings(Report report, Optional<Recommendation> recommendation, Optional<StrategyTable> strategies) {

    /** Checks that all are given. */
    public Findings {
        requireNonNull(report, "report");
        requireNonNull(recommendation, "recommendation");
        requireNonNull(strategies, "strategies");
    }

    /** Returns findings of measurements alone. */
    public static Findings of(Report report) {
        return new Findings(report, Optional.empty(), Optional.empty());
    }

    /** Returns these findings with a recommendation, which a page shows first. */
    public Findings with(Recommendation made) {
        return new Findings(report, Optional.of(made), strategies);
    }

    /** Returns these findings with the table of "Fine-Tuning or Retrieval?". */
    public Findings with(StrategyTable table) {
        return new Findings(report, recommendation, Optional.of(table));
    }
}
