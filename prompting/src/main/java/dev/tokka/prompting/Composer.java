// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.AnswerForm;
import dev.tokka.DataClass;
import dev.tokka.Example;
import dev.tokka.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Adds to a question what {@link Prompting} says. */
final class Composer {

    private final Prompting settings;
    private final List<Optional<DataClass>> classes; // that the choices of examples declare

    Composer(Prompting settings) {
        this.settings = settings;
        this.classes = settings.examples().stream()
                .map(choice -> DataClass.declaredIn(choice.describe()))
                .toList();
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
        Chosen chosen = choose(question, budget);
        AnswerForm form = question.form().equals(AnswerForm.FREE_TEXT) ? settings.form() : question.form();
        Map<String, String> details = new HashMap<>(Map.of(
                "terms", String.valueOf(terms.size()),
                "examples", String.valueOf(chosen.examples().size()),
                "leftOut", String.valueOf(budget.leftOut),
                "tokens", String.valueOf(settings.budget().tokens() - budget.left)));
        Question composed = question.plusInstructions(instructions)
                .plusExamples(chosen.examples())
                .withForm(form);
        if (chosen.dataClass().isPresent()) {
            details.putAll(chosen.dataClass().get().details());
            composed = chosen.dataClass().get().raise(composed);
        }
        return new Composed(composed, details);
    }

    /** Examples, and the highest class that a choice declares of which one is there. */
    private record Chosen(List<Example> examples, Optional<DataClass> dataClass) {}

    private Chosen choose(Question question, Budget budget) {
        String asked = Texts.essence(question.text());
        Set<Example> shown = new HashSet<>(question.examples());
        List<Example> all = new ArrayList<>();
        Optional<DataClass> highest = Optional.empty();
        for (int i = 0; i < settings.examples().size(); i++) {
            Examples choice = settings.examples().get(i);
            List<Example> chosen = new ArrayList<>(choice.select(question));
            chosen.removeIf(example -> Texts.essence(example.question()).equals(asked) || !shown.add(example));
            Collections.reverse(chosen); // the most telling gets budget first
            chosen.removeIf(example -> !budget.takes(example.question(), example.answer()));
            Collections.reverse(chosen);
            all.addAll(chosen);
            Optional<DataClass> declared = chosen.isEmpty() ? Optional.empty() : classes.get(i);
            if (declared.isPresent()) {
                highest = Optional.of(highest.orElse(DataClass.PUBLIC).or(declared.get()));
            }
        }
        return new Chosen(all, highest);
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
