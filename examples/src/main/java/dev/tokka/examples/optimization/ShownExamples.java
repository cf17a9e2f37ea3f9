// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.optimization;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.Question;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import dev.tokka.prompting.TokenCounter;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Stands in for a language model that learns from the examples in its prompt: it answers as the shown examples do that have
 * the most in common with the question, and abstains where none is shown.
 *
 * @param units what texts have in common
 */
record ShownExamples(Units units) implements DomainModel {

    private static final int LETTERS = 4;

    /** What texts consist of. */
    enum Units {
        WORDS,
        /** Four letters in a row, so that forms of one word are alike. */
        LETTERS
    }

    @Override
    public Answer answer(Question question) {
        question.checkpoint("shown examples");
        Set<String> asked = of(question.text());
        Map<String, Double> votes = new HashMap<>();
        for (Example example : question.examples()) {
            votes.merge(example.answer(), likeness(asked, of(example.question())), Double::sum);
        }
        Trace trace = trace(question);
        Optional<String> most = votes.entrySet().stream()
                .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
        if (most.isEmpty()) {
            return Answer.abstain("no example was shown").withTrace(trace);
        }
        question.attributes().get(TokenSink.KEY).ifPresent(sink -> sink.token(most.get()));
        return Answer.reply(most.get()).withTrace(trace);
    }

    private static double likeness(Set<String> one, Set<String> other) {
        Set<String> common = new HashSet<>(one);
        common.retainAll(other);
        return common.size() / Math.sqrt(Math.max(1, one.size()) * (double) Math.max(1, other.size()));
    }

    private Set<String> of(String text) {
        List<String> words = Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\W+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
        if (units == Units.WORDS) {
            return new HashSet<>(words);
        }
        String spaced = " " + String.join(" ", words) + " ";
        return IntStream.rangeClosed(0, Math.max(0, spaced.length() - LETTERS))
                .mapToObj(start -> spaced.substring(start, Math.min(spaced.length(), start + LETTERS)))
                .collect(Collectors.toSet());
    }

    /** Counts tokens as a language model would, because a budget is to be shown. */
    private static Trace trace(Question question) {
        TokenCounter counter = TokenCounter.approximate();
        long input = counter.count(question.text());
        for (String instruction : question.instructions()) {
            input += counter.count(instruction);
        }
        for (Example example : question.examples()) {
            input += counter.count(example.question()) + counter.count(example.answer());
        }
        return Trace.of(new Step("read", Duration.ZERO, new TokenUsage(input, 1), Optional.empty(), Map.of()));
    }

    @Override
    public Description describe() {
        return Description.of("shown examples").with("units", units);
    }

    @Override
    public String toString() {
        return "shown examples by " + units;
    }
}
