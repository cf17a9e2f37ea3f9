// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.rag.document.SourceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Documents, and questions of which it is known which documents answer them.
 *
 * @param documents to search
 * @param topics the questions
 */
record JudgedTexts(List<SourceDocument> documents, List<SciFact.Topic> topics) {

    JudgedTexts {
        documents = List.copyOf(documents);
        topics = List.copyOf(topics);
    }

    /**
     * Returns lawqa_jp in the layout of BEIR: each context is one document, each question is asked without its choices or
     * with them.
     */
    static JudgedTexts lawqa(Path data, boolean choices) {
        Path folder = data.resolve("lawqa_jp").resolve("beir");
        List<SourceDocument> documents = JsonLines.read(folder.resolve("corpus.jsonl")).stream()
                .map(json -> SourceDocument.plainText(
                        json.get("_id").asText(), json.get("text").asText()))
                .toList();
        Map<String, Map<String, Integer>> relevant = new HashMap<>();
        List<String> lines = JsonLines.lines(folder.resolve("qrels").resolve("test.tsv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split("\t", -1);
            relevant.computeIfAbsent(columns[0], id -> new HashMap<>()).put(columns[1], Integer.parseInt(columns[2]));
        }
        List<SciFact.Topic> topics = JsonLines.read(folder.resolve("queries.jsonl")).stream()
                .map(json -> new SciFact.Topic(
                        json.get("_id").asText(),
                        json.get("text").asText()
                                + (choices ? "\n" + json.get("choices").asText() : ""),
                        relevant.getOrDefault(json.get("_id").asText(), Map.of())))
                .toList();
        return new JudgedTexts(documents, topics);
    }

    /** Returns the development set of TAT-QA: each table with its paragraphs is one document. */
    static JudgedTexts tatqa(Path data) throws IOException {
        Path file = data.resolve("tatqa").resolve("tatqa_dataset_dev.json");
        List<SourceDocument> documents = new ArrayList<>();
        List<SciFact.Topic> topics = new ArrayList<>();
        for (JsonNode context : new ObjectMapper().readTree(Files.readString(file))) {
            String id = context.get("table").get("uid").asText();
            documents.add(SourceDocument.plainText(id, text(context)));
            for (JsonNode question : context.get("questions")) {
                topics.add(new SciFact.Topic(
                        question.get("uid").asText(), question.get("question").asText(), Map.of(id, 1)));
            }
        }
        return new JudgedTexts(documents, topics);
    }

    /** Returns the questions in {@code count} parts; those with the same answering documents are in the same part. */
    List<List<SciFact.Topic>> folds(int count) {
        Map<Map<String, Integer>, Integer> parts = new HashMap<>();
        List<List<SciFact.Topic>> folds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            folds.add(new ArrayList<>());
        }
        for (SciFact.Topic topic : topics) {
            folds.get(parts.computeIfAbsent(topic.relevant(), relevant -> parts.size() % count))
                    .add(topic);
        }
        return folds;
    }

    private static String text(JsonNode context) {
        StringBuilder text = new StringBuilder();
        for (JsonNode row : context.get("table").get("table")) {
            StringJoiner cells = new StringJoiner(" | ");
            row.forEach(cell -> cells.add(cell.asText()));
            text.append(cells).append('\n');
        }
        List<JsonNode> paragraphs = new ArrayList<>();
        context.get("paragraphs").forEach(paragraphs::add);
        paragraphs.sort(
                Comparator.comparingInt(paragraph -> paragraph.get("order").asInt()));
        paragraphs.forEach(paragraph ->
                text.append('\n').append(paragraph.get("text").asText()).append('\n'));
        return text.toString();
    }
}
