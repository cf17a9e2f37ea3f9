// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.evaluation.report.Findings;
import dev.tokka.evaluation.report.MarkdownReport;
import dev.tokka.evaluation.report.Wording;
import java.io.IOException;

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

    /** Returns what is printed of what was found: unless a study has a table of its own, those of the page, in Markdown. */
    default String words(Findings findings) {
        return MarkdownReport.write(findings, Wording.ENGLISH);
    }
}
