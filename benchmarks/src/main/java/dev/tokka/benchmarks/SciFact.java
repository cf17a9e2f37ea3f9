// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.Span;
import dev.tokka.rag.document.Block;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.text.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * SciFact in the layout of BEIR: abstracts of scientific articles, and claims to find the right abstracts for.
 *
 * @param folder holds {@code corpus.jsonl}, {@code queries.jsonl} and {@code qrels/}
 * @see <a href="https://doi.org/10.18653/v1/2020.emnlp-main.609">Wadden et al. (2020), Fact or Fiction</a>
 */
record SciFact(Path folder) {

    /** Returns the data set in {@code data}, the folder of all data sets. */
    static SciFact in(Path data) {
        return new SciFact(data.resolve("scifact"));
    }

    /** An abstract with its title. */
    record Article(String id, String title, String text) {

        /** Returns this article with its title as the heading; the text is no Markdown, so nothing in it is markup. */
        SourceDocument document() {
            String body = text.strip();
            String heading = title.strip();
            Span headingSpan = new Span(0, heading.length());
            Span bodySpan = new Span(0, body.length()).shift(heading.length() + 2);
            return new SourceDocument(
                    id,
                    heading,
                    heading + "\n\n" + body,
                    List.of(
                            new Block(Block.Kind.HEADING, headingSpan, List.of()),
                            new Block(Block.Kind.PARAGRAPH, bodySpan, List.of(heading))),
                    Language.of(body),
                    Set.of());
        }
    }

    /**
     * A query with what is relevant to it.
     *
     * @param relevant the gain of each relevant document by its id
     */
    record Topic(String id, String text, Map<String, Integer> relevant) {

        Topic {
            relevant = Map.copyOf(relevant);
        }
    }

    /** Returns the first {@code limit} abstracts, or all if there are fewer. */
    List<Article> articles(int limit) {
        return JsonLines.read(folder.resolve("corpus.jsonl")).stream()
                .limit(limit)
                .map(json -> new Article(
                        json.get("_id").asText(),
                        json.get("title").asText(),
                        json.get("text").asText()))
                .toList();
    }

    /** Returns the queries of a split, {@code "train"} or {@code "test"}: those it has judgements for. */
    List<Topic> topics(String split) {
        Map<String, String> texts = new HashMap<>();
        for (JsonNode json : JsonLines.read(folder.resolve("queries.jsonl"))) {
            texts.put(json.get("_id").asText(), json.get("text").asText());
        }
        List<Topic> topics = new ArrayList<>();
        judgements(folder.resolve("qrels").resolve(split + ".tsv"))
                .forEach((id, relevant) -> topics.add(new Topic(id, texts.getOrDefault(id, ""), relevant)));
        return topics;
    }

    private static Map<String, Map<String, Integer>> judgements(Path file) {
        Map<String, Map<String, Integer>> judgements = new TreeMap<>();
        List<String> lines = JsonLines.lines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split("\t", -1);
            judgements.computeIfAbsent(columns[0], id -> new HashMap<>()).put(columns[1], Integer.parseInt(columns[2]));
        }
        return judgements;
    }
}
