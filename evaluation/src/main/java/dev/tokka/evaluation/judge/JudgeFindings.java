// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a report shows of a judge: who it is, its grades, what was concluded from them, and how far it agrees with people.
 *
 * @param report the judge and its grades
 * @param verdicts what was concluded, or why not; may be empty
 * @param agreement with people; empty if nobody graded the same answers
 */
public record JudgeFindings(JudgeReport report, List<JudgeVerdict> verdicts, Optional<HumanAgreement> agreement) {

    /** Checks that all are given, and copies the list. */
    public JudgeFindings {
        requireNonNull(report, "report");
        verdicts = List.copyOf(verdicts);
        requireNonNull(agreement, "agreement");
    }

    /** Returns findings of grades and verdicts, by a judge that was not compared with people. */
    public static JudgeFindings of(JudgeReport report, JudgeVerdict... verdicts) {
        return new JudgeFindings(report, List.of(verdicts), Optional.empty());
    }

    /** Returns these findings with how far the judge agrees with people. */
    public JudgeFindings with(HumanAgreement measured) {
        return new JudgeFindings(report, verdicts, Optional.of(measured));
    }
}
