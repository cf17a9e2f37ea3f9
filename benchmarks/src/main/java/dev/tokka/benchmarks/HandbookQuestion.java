// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A question to the bundled handbook with what is right to say.
 *
 * @param text the question
 * @param answerable whether the handbook answers it
 * @param sources documents each of which alone answers it; empty if it is not answerable
 * @param quote the words that answer it; empty if it is not answerable
 * @param answer the answer in other words; empty if it is not answerable
 */
record HandbookQuestion(String text, boolean answerable, Set<String> sources, String quote, String answer) {

    HandbookQuestion {
        sources = Set.copyOf(sources);
    }

    /** Reads the questions of {@code file}, as {@code examples/questions/README.md} describes it. */
    static List<HandbookQuestion> read(Path file) {
        return JsonLines.read(file).stream().map(HandbookQuestion::of).toList();
    }

    private static HandbookQuestion of(JsonNode json) {
        List<String> sources = new ArrayList<>();
        json.path("sources").forEach(source -> sources.add(source.asText()));
        return new HandbookQuestion(
                json.get("question").asText(),
                json.get("answerable").asBoolean(),
                Set.copyOf(sources),
                json.path("quote").asText(),
                json.path("answer").asText());
    }
}
