// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.evaluation.report.Findings;
import java.io.IOException;

/** One benchmark, the strategies that are measured on it, and what is concluded. */
interface Study {

    /** Returns by what the study is asked for and what its folder is called, such as {@code "bank"}. */
    String name();

    /** Asks every question that is not answered yet, and says what was found. */
    Findings run() throws IOException, InterruptedException;
}
