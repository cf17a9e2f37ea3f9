// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.AnswerForm;
import dev.tokka.Example;
import dev.tokka.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds to a question what {@link Prompting} says. */
final class Composer {

    private final Prompting settings;

    Composer(Prompting settings) {
        this.settings = settings;
    }

    /**
     * A question with what was added.
     *
     * @param question the question to ask
     * @param details how much was added, for the trace; nothing that tells the question
     */
    record Composed(Question question, Map<String, String> details) {}

    /** Composes the question to ask in place of {@code question}. */
    Composed compose(Question question) {
        Budget budget = new Budget(settings.budget());
        Wording wording = Wording.of(question);
        List<String> instructions = new ArrayList<>(settings.instructions());
        List<String> terms = settings.glossary().occurring(question).stream()
                .map(wording::term)
                .filter(budget::takes)
                .toList();
        if (!terms.isEmpty()) {
            instructions.add(wording.terms(terms));
        }
        List<Example> examples = examples(question, budget);
        AnswerForm form = question.form().equals(AnswerForm.FREE_TEXT) ? settings.form() : question.form();
        return new Composed(
                question.plusInstructions(instructions).plusExamples(examples).withForm(form),
                Map.of(
                        "terms", String.valueOf(terms.size()),
                        "examples", String.valueOf(examples.size()),
                        "leftOut", String.valueOf(budget.leftOut),
                        "tokens", String.valueOf(settings.budget().tokens() - budget.left)));
    }

    private List<Example> examples(Question question, Budget budget) {
        String asked = Texts.essence(question.text());
        Set<Example> shown = new HashSet<>(question.examples());
        List<Example> all = new ArrayList<>();
        for (Examples choice : settings.examples()) {
            List<Example> chosen = new ArrayList<>(choice.select(question));
            chosen.removeIf(example -> Texts.essence(example.question()).equals(asked) || !shown.add(example));
            Collections.reverse(chosen); // the most telling gets budget first
            chosen.removeIf(example -> !budget.takes(example.question(), example.answer()));
            Collections.reverse(chosen);
            all.addAll(chosen);
        }
        return all;
    }

    /** What is left of a budget; for one question. */
    private static final class Budget {

        private final TokenCounter counter;
        private int left;
        private int leftOut;

        Budget(TokenBudget budget) {
            this.counter = budget.counter();
            this.left = budget.tokens();
        }

        /** Takes {@code texts} together if they fit, else counts them as left out. */
        boolean takes(String... texts) {
            long tokens = 0;
            for (String text : texts) {
                tokens += counter.count(text);
            }
            if (tokens > left) {
                leftOut++;
                return false;
            }
            left -= (int) tokens;
            return true;
        }
    }
}
