// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.report.Findings;
import dev.tokka.evaluation.report.MarkdownReport;
import dev.tokka.evaluation.report.Wording;
import java.io.IOException;
import java.util.Map;

/** One benchmark, the strategies that are measured on it, and what is concluded. */
interface Study {

    /** Returns by what the study is asked for and what its folder is called, such as {@code "bank"}. */
    String name();

    /** Returns whether the study takes so long that it is run only if it is asked for by its name. */
    default boolean onlyIfNamed() {
        return false;
    }

    /** Asks every question that is not answered yet, and says what was found. */
    Findings run() throws IOException, InterruptedException;

    /**
     * Returns the answers from which a router may learn which strategy to ask what, by the questions on which it is tried, for
     * people; empty if there is nothing to choose from.
     */
    default Map<String, Results> routable(Findings findings) {
        return Map.of();
    }

    /** Returns what is printed of what was found: unless a study has a table of its own, those of the page, in Markdown. */
    default String words(Findings findings) {
        return MarkdownReport.write(findings, Wording.ENGLISH);
    }
}
