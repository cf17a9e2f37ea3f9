// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Rows that were learned by heart.
 *
 * @param rows in the order of the file
 */
record LearnedRows(List<Row> rows) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A question and what is said to it.
     *
     * @param words of the question
     */
    record Row(Set<String> words, String answer) {}

    /** Reads rows of chats, one a line. */
    static LearnedRows of(String file) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : file.lines().toList()) {
            JsonNode messages = JSON.readTree(line).path("messages");
            String question = "";
            for (JsonNode message : messages) {
                question = message.path("role").asText().equals("user")
                        ? message.path("content").asText()
                        : question;
            }
            rows.add(new Row(
                    words(question),
                    messages.path(messages.size() - 1).path("content").asText()));
        }
        return new LearnedRows(List.copyOf(rows));
    }

    /** Returns how many words the questions have. */
    long words() {
        return rows.stream().mapToLong(row -> row.words().size()).sum();
    }

    /** Returns what the row says whose question has the most words in common with this one, and the fewest others. */
    String answer(String question) {
        Set<String> asked = words(question);
        double best = 0;
        String answer = "I do not know.";
        for (Row row : rows) {
            Set<String> common = new HashSet<>(row.words());
            common.retainAll(asked);
            double likeness = 2.0 * common.size() / (asked.size() + row.words().size());
            if (likeness > best) {
                best = likeness;
                answer = row.answer();
            }
        }
        return answer;
    }

    /** Words of two letters and more; of Japanese, pairs of characters. */
    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            boolean japanese = word.codePoints().anyMatch(Character::isIdeographic);
            for (int i = 0; japanese && i + 2 <= word.length(); i++) {
                words.add(word.substring(i, i + 2));
            }
            if (!japanese && word.length() > 1) {
                words.add(word);
            }
        }
        return words;
    }
}
