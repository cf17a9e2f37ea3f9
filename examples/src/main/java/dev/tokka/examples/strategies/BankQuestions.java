// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The questions about the made-up bank, whose answers are values that can be looked for in a reply. */
final class BankQuestions {

    private static final Pattern CITATION = Pattern.compile("\\[\\d+\\]");

    private BankQuestions() {}

    /** A kind of question: the file that holds them, and the folder of documents that answers them. */
    enum Kind {
        /** What was in the training. */
        KNOWN("questions.jsonl", "handbook"),
        /** About products that were launched after it. */
        LATER("questions-new.jsonl", "handbook-new"),
        /** What nobody says. */
        UNANSWERABLE("questions-unanswerable.jsonl", "");

        private final String file;
        private final String documents;

        Kind(String file, String documents) {
            this.file = file;
            this.documents = documents;
        }

        boolean isOf(HandbookQuestion question) {
            return question.id().startsWith(name().toLowerCase(Locale.ROOT));
        }
    }

    /** Reads all questions of {@code folder}, those of one kind behind each other. */
    static List<HandbookQuestion> read(Path folder) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<HandbookQuestion> questions = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<String> lines = Files.readAllLines(folder.resolve(kind.file));
            for (int i = 0; i < lines.size(); i++) {
                JsonNode node = json.readTree(lines.get(i));
                String id = String.format(Locale.ROOT, "%s-%03d", kind.name().toLowerCase(Locale.ROOT), i + 1);
                Set<String> sources = kind == Kind.UNANSWERABLE
                        ? Set.of()
                        : Set.of(kind.documents + "/" + node.path("source").asText());
                questions.add(new HandbookQuestion(
                        id, node.path("question").asText(), node.path("answer").asText(), sources));
            }
        }
        return questions;
    }

    /** Returns whether the reply says the value as whole words or, where nobody says it, there is none. */
    static boolean isRight(Result result) {
        HandbookQuestion question = result.question();
        if (!question.answerable()) {
            return result.abstained();
        }
        Pattern value =
                Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(question.answer()) + "(?![\\p{L}\\p{N}])");
        return result.reply()
                .filter(reply -> value.matcher(CITATION.matcher(reply.text()).replaceAll(" "))
                        .find())
                .isPresent();
    }
}
