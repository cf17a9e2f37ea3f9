// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.Example;
import dev.tokka.evaluation.dataset.Banking77;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Texts with labels, to learn from and to ask.
 *
 * @param name what they are, for people
 * @param train at least three of each label
 * @param test others
 * @param licence of all
 */
record LabeledTexts(String name, List<Example> train, List<Example> test, String licence) {

    private static final int SHORTEST = 40;
    private static final int LEAST = 6;

    /** Returns messages of bank customers with their intents, of a folder with {@code train.csv} and {@code test.csv}. */
    static LabeledTexts banking77(Path folder) {
        return new LabeledTexts(
                "Banking77",
                Banking77.examples(folder.resolve("train.csv")),
                Banking77.examples(folder.resolve("test.csv")),
                "CC BY 4.0");
    }

    /**
     * Returns paragraphs of the English handbook, each with its document as the label, and questions that the document
     * answers.
     *
     * @param examples the folder {@code examples} of the repository
     */
    static LabeledTexts handbook(Path examples) throws IOException {
        Path handbook = examples.resolve("handbook");
        List<Path> files;
        try (Stream<Path> all = Files.walk(handbook.resolve("en"))) {
            files = all.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
        List<Example> train = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Path file : files) {
            String label = handbook.relativize(file).toString().replace('\\', '/');
            List<String> paragraphs = Stream.of(Files.readString(file).split("\n\\s*\n"))
                    .map(String::strip)
                    .filter(text -> text.length() >= SHORTEST)
                    .toList();
            if (paragraphs.size() >= LEAST) {
                paragraphs.forEach(text -> train.add(new Example(text, label)));
                counts.put(label, paragraphs.size());
            }
        }
        List<Example> test = new ArrayList<>();
        for (String file : List.of("en.jsonl", "en-tuning.jsonl")) {
            for (String line : Files.readAllLines(examples.resolve("questions").resolve(file))) {
                JsonNode question = new ObjectMapper().readTree(line);
                JsonNode sources = question.path("sources");
                if (sources.size() == 1 && counts.containsKey(sources.path(0).asText())) {
                    test.add(new Example(
                            question.path("question").asText(), sources.path(0).asText()));
                }
            }
        }
        return new LabeledTexts("the bundled handbook", train, test, "own work");
    }
}
