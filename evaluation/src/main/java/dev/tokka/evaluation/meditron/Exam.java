// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.meditron;

import dev.tokka.AnswerForm;
import dev.tokka.Example;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A benchmark before it is known how it is asked.
 *
 * @param name of the benchmark
 * @param labels all answers
 * @param instruction the default for asking at once
 * @param stepByStep the default for asking step by step
 * @param reading how the published program reads the answers
 */
record Exam(String name, List<String> labels, String instruction, String stepByStep, PublishedReading reading) {

    private static final String REASONING = "\nLet's think step by step.";
    private static final int LONGEST = 1024;

    private static final String CHOOSE =
            "You are a physician who sits an examination. Think of basic and clinical science,"
                    + " of how diseases arise and of how patients are cared for today, as the guidelines say, and choose the one"
                    + " correct answer from A to ";

    private static final String REASON = " Reason step by step, and end with \"The answer is:\" and ";

    /** Returns an exam whose answers are the letters of the options. */
    static Exam ofChoices(String name, int options, PublishedReading reading) {
        List<String> letters = List.of("A", "B", "C", "D", "E").subList(0, options);
        String choose = CHOOSE + letters.get(options - 1) + ".";
        return new Exam(name, letters, choose, choose + REASON + "its letter.", reading);
    }

    /** Returns an exam whose answers are yes, no and maybe. */
    static Exam ofAbstracts(String name) {
        String answer =
                "You are a physician who reads the abstract of a study. Answer the question at its end by what the"
                        + " abstract says, with yes, no or maybe.";
        return new Exam(
                name,
                List.of("yes", "no", "maybe"),
                answer,
                answer + REASON + "yes, no or maybe.",
                PublishedReading.OF_YES_AND_NO);
    }

    /**
     * One item of an exam.
     *
     * @param id unique in the exam
     * @param text the question with its options
     * @param answer one of the labels
     * @param group the subject; empty if there is none
     */
    record Item(String id, String text, String answer, String group) {

        Example example() {
            return new Example(text, answer);
        }
    }

    /** Returns a question with its options as the published program writes them. */
    static String text(String question, List<String> options) {
        StringBuilder text = new StringBuilder(question);
        text.append(question.endsWith("?") || question.endsWith(".") ? "" : "?").append("\n\nOptions:");
        for (int i = 0; i < options.size(); i++) {
            text.append('\n').append((char) ('A' + i)).append(". ").append(options.get(i));
        }
        return text.toString();
    }

    /** Returns the items if there is at least one and all ids are different. */
    static List<Item> checked(Path file, List<Item> items) {
        String where = String.valueOf(file.getFileName());
        if (items.isEmpty()) {
            throw new BenchmarkFormatException(where, "at least one question", "none");
        }
        Set<String> ids = new HashSet<>();
        for (Item item : items) {
            if (!ids.add(item.id())) {
                throw new BenchmarkFormatException(where, "each id once", item.id() + " again");
            }
        }
        return items;
    }

    Benchmark benchmark(List<Item> items, Asking asking) {
        List<Case> cases = new ArrayList<>();
        for (Item item : items) {
            Question question = asking.stepByStep()
                    ? Question.of(item.text() + REASONING)
                    : Question.of(item.text()).withForm(new AnswerForm.OneOf(labels));
            Map<String, String> tags = new TreeMap<>(Map.of(Tags.LANGUAGE, "en"));
            if (!item.group().isBlank()) {
                tags.put(Tags.GROUP, item.group());
            }
            cases.add(new Case(item.id(), question, new Expected.Label(item.answer()), tags));
        }
        return new Benchmark(name, "1", cases, metrics(asking), protocol(asking));
    }

    private Protocol protocol(Asking asking) {
        Protocol protocol = Protocol.ZERO_SHOT
                .withInstructions(List.of(asking.instruction().orElse(asking.stepByStep() ? stepByStep : instruction)))
                .withExamples(asking.shots());
        return asking.stepByStep()
                ? protocol.withGeneration(protocol.generation().withMaxTokens(LONGEST))
                : protocol;
    }

    private List<Metric> metrics(Asking asking) {
        PublishedReading published = asking.shots().isEmpty() ? reading : reading.withShots();
        published = asking.stepByStep() ? published.afterReasoning() : published;
        return List.of(
                new StrictAccuracy(labels, asking.stepByStep()),
                new PublishedScore(published, PublishedScore.Kind.ACCURACY),
                new PublishedScore(published, PublishedScore.Kind.ACCURACY_OF_THE_FOUND),
                new PublishedScore(published, PublishedScore.Kind.UNABLE_TO_FIND));
    }
}
