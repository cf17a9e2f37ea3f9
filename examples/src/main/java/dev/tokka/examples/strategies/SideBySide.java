// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.Deadline;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks every strategy every question.
 *
 * @param report shows each answer, if they are to be shown
 * @param time how long an answer may take
 */
record SideBySide(Optional<Report> report, Duration time) {

    /** Returns the results by strategy, in the order of both. */
    Map<String, List<Result>> ask(Map<String, DomainModel> strategies, List<HandbookQuestion> questions) {
        Map<String, List<Result>> results = new LinkedHashMap<>();
        for (HandbookQuestion question : questions) {
            report.ifPresent(shown -> shown.question(question));
            strategies.forEach((name, model) -> {
                Result result = Result.of(question, () -> model.answer(limited(question.text(), time)));
                report.ifPresent(shown -> shown.answer(name, result));
                results.computeIfAbsent(name, each -> new ArrayList<>()).add(result);
            });
        }
        return results;
    }

    /** Returns a question that must be answered within {@code time}. */
    static Question limited(String text, Duration time) {
        return Question.of(text).with(Deadline.KEY, Deadline.after(time));
    }
}
