// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.ModelException;
import dev.tokka.Question;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Cases, answers and judgements for tests. */
final class Judged {

    private Judged() {}

    static Case item(String id) {
        return Case.of(
                id, Question.of("Task of " + id), new Expected.Graded("Reference of " + id, "Criteria of " + id));
    }

    static CaseOutcome answer(String id, String text) {
        return new CaseOutcome(item(id), says(text));
    }

    static CaseOutcome failure(String id) {
        return new CaseOutcome(item(id), new Outcome.Failed("ModelUnavailableException", "down", Duration.ZERO));
    }

    static Outcome says(String text) {
        return new Outcome.Answered(Answer.reply(text), Duration.ZERO);
    }

    /** Asks a judge as an experiment would. */
    static List<CaseOutcome> ask(DomainModel judge, List<Case> cases) {
        List<CaseOutcome> all = new ArrayList<>();
        for (Case item : cases) {
            all.add(new CaseOutcome(item, outcome(judge, item)));
        }
        return all;
    }

    private static Outcome outcome(DomainModel judge, Case item) {
        try {
            return new Outcome.Answered(judge.answer(item.question()), Duration.ZERO);
        } catch (ModelException e) {
            return new Outcome.Failed(e.getClass().getSimpleName(), "", Duration.ZERO);
        }
    }

    static JudgedGrade grade(String id, String model, int repeat, double grade) {
        return new JudgedGrade(id, new JudgedGrade.Sides(model, "", false), repeat, grade, JudgedGrade.Reading.READ);
    }

    static JudgedGrade unread(String id, String model, int repeat) {
        return new JudgedGrade(id, new JudgedGrade.Sides(model, "", false), repeat, 1, JudgedGrade.Reading.UNREADABLE);
    }

    static JudgedGrade pair(String id, boolean swapped, int repeat, double grade) {
        return new JudgedGrade(
                id, new JudgedGrade.Sides("base", "tuned", swapped), repeat, grade, JudgedGrade.Reading.READ);
    }
}
