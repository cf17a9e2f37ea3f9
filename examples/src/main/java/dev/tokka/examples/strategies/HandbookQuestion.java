// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A question about the bundled handbook, with what a good answer says.
 *
 * @param id unique over all questions
 * @param text the question
 * @param answer what the handbook says; empty if it does not
 * @param sources the documents, each of which answers; empty if none does
 */
record HandbookQuestion(String id, String text, String answer, Set<String> sources) {

    HandbookQuestion {
        sources = Set.copyOf(sources);
    }

    /** Returns whether the handbook answers it. */
    boolean answerable() {
        return !sources.isEmpty();
    }

    /** Reads questions, one a line in JSON, from {@code files}. */
    static List<HandbookQuestion> read(Path... files) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<HandbookQuestion> questions = new ArrayList<>();
        for (Path file : files) {
            for (String line : Files.readAllLines(file)) {
                questions.add(of(json.readTree(line)));
            }
        }
        return questions;
    }

    private static HandbookQuestion of(JsonNode node) {
        Set<String> sources = new TreeSet<>();
        node.path("sources").forEach(source -> sources.add(source.asText()));
        return new HandbookQuestion(
                node.path("id").asText(),
                node.path("question").asText(),
                node.path("answer").asText(),
                sources);
    }

    /**
     * Returns {@code count} of {@code questions}, or all if there are fewer: spread evenly, in their order, about one in
     * six of them unanswerable.
     */
    static List<HandbookQuestion> choose(int count, List<HandbookQuestion> questions) {
        List<HandbookQuestion> answerable =
                questions.stream().filter(HandbookQuestion::answerable).toList();
        List<HandbookQuestion> others =
                questions.stream().filter(question -> !question.answerable()).toList();
        int unanswered = Math.min(others.size(), count / 6);
        List<HandbookQuestion> chosen = Stream.concat(
                        Spread.of(count - unanswered, answerable).stream(), Spread.of(unanswered, others).stream())
                .toList();
        return questions.stream().filter(chosen::contains).toList();
    }

    /** Returns this question with its answer, for a model to see how answers look. */
    Example example() {
        return new Example(text, answerable() ? answer : unknown());
    }

    private String unknown() {
        return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HIRAGANA)
                ? "分かりません。"
                : "I do not know.";
    }
}
