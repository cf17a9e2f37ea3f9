// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import static java.util.Objects.requireNonNull;

import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.analysis.StrategyTable;
import dev.tokka.evaluation.judge.JudgeFindings;
import dev.tokka.evaluation.published.PublishedNumbers;
import dev.tokka.evaluation.published.PublishedStrategies;
import dev.tokka.evaluation.recommendation.Recommendation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
 * @param published what others have published, to be read beside the results
 * @param publishedStrategies what they have published on retrieval and fine-tuning, shown under the strategies
 * @param judged what judges made of the answers
 */
public record Findings(
        Report report,
        Optional<Recommendation> recommendation,
        Optional<StrategyTable> strategies,
        PublishedNumbers published,
        List<PublishedStrategies> publishedStrategies,
        List<JudgeFindings> judged) {

    /** Checks that all are given, and copies the lists. */
    public Findings {
        requireNonNull(report, "report");
        requireNonNull(recommendation, "recommendation");
        requireNonNull(strategies, "strategies");
        requireNonNull(published, "published");
        publishedStrategies = List.copyOf(publishedStrategies);
        judged = List.copyOf(judged);
    }

    /** Returns findings of measurements alone. */
    public static Findings of(Report report) {
        return new Findings(report, Optional.empty(), Optional.empty(), PublishedNumbers.NONE, List.of(), List.of());
    }

    /** Returns these findings with a recommendation, which a page shows first. */
    public Findings with(Recommendation made) {
        return new Findings(report, Optional.of(made), strategies, published, publishedStrategies, judged);
    }

    /** Returns these findings with the table of "Fine-Tuning or Retrieval?". */
    public Findings with(StrategyTable table) {
        return with(table, List.of());
    }

    /**
     * Returns these findings with the table of "Fine-Tuning or Retrieval?" and published ones under it, such as {@link
     * PublishedStrategies#fineTuningOrRetrieval()}.
     */
    public Findings with(StrategyTable table, List<PublishedStrategies> others) {
        return new Findings(report, recommendation, Optional.of(table), published, others, judged);
    }

    /** Returns these findings with published numbers; those that are not comparable are marked. */
    public Findings with(PublishedNumbers numbers) {
        return new Findings(report, recommendation, strategies, numbers, publishedStrategies, judged);
    }

    /** Returns these findings with those of another judge. */
    public Findings with(JudgeFindings judge) {
        List<JudgeFindings> all =
                Stream.concat(judged.stream(), Stream.of(judge)).toList();
        return new Findings(report, recommendation, strategies, published, publishedStrategies, all);
    }
}
