// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.benchmark.Rows;
import dev.tokka.evaluation.metric.ranking.Ranking;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Any retrieval data set in the layout of BEIR (Thakur et al. 2021): a folder with {@code corpus.jsonl} ({@code _id},
 * {@code title}, {@code text}), {@code queries.jsonl} ({@code _id}, {@code text}) and the judgements
 * {@code qrels/test.tsv} ({@code query-id}, {@code corpus-id}, {@code score}), and those of other splits beside it.
 *
 * <p>Addresses and licences are those of the data sets, listed at github.com/beir-cellar/beir; SciFact, for one, has 5,183
 * documents, 300 test queries and the licences CC BY 4.0 and ODC-By.
 *
 * <p>A case asks one query and expects the documents whose score is at least 1, which is the grade. A query without such a
 * document is left out, as nothing can be found for it. Metrics: nDCG@10, which is BEIR's own, recall@100, MRR@10 and MAP,
 * as trec_eval has them; make a retriever a model with {@link dev.tokka.evaluation.metric.ranking.RankedDocuments} and let
 * it find at least 100 documents.
 *
 * <pre>{@code
 * Beir.documents(folder, document -> index(document.id(), document.whole()));
 * Benchmark benchmark = Beir.benchmark("SciFact", folder, "test");
 * }</pre>
 *
 * @see <a href="https://arxiv.org/abs/2104.08663">Thakur et al., BEIR (2021)</a>
 */
public final class Beir {

    private static final String QUERY = "query-id";
    private static final String DOCUMENT = "corpus-id";
    private static final String SCORE = "score";

    private Beir() {}

    /**
     * Returns the queries of a split. The corpus is not read.
     *
     * @param name what reports call the data set; not blank
     * @param folder with {@code queries.jsonl} and {@code qrels}
     * @param split the name of the judgements, such as {@code test}
     * @throws BenchmarkFormatException also if a judged query is not among the queries, or a judgement is there twice
     */
    public static Benchmark benchmark(String name, Path folder, String split) {
        Path judged = folder.resolve("qrels").resolve(Checks.requireText(split, "split") + ".tsv");
        Path asked = folder.resolve("queries.jsonl");
        Map<String, Map<String, Integer>> grades = grades(judged);
        Set<String> missing = new LinkedHashSet<>(grades.keySet());
        Collected<Case> cases = new Collected<>(judged);
        Set<String> seen = new HashSet<>();
        Rows.forEach(asked, row -> {
            String id = id(row, seen);
            Map<String, Integer> found = grades.getOrDefault(id, Map.of());
            missing.remove(id);
            if (!found.isEmpty()) {
                cases.add(row, "_id", id, item(row, id, found));
            }
        });
        if (!missing.isEmpty()) {
            throw new BenchmarkFormatException(
                    Collected.name(asked), "each query of " + Collected.name(judged), "none of " + missing);
        }
        return new Benchmark(name, "1", cases.all(), metrics(), Protocol.ZERO_SHOT);
    }

    /**
     * Gives the documents of the corpus to a consumer, in the order of the file and without keeping them. An empty document
     * is left out: there is nothing to find it by.
     *
     * @param folder with {@code corpus.jsonl}
     * @throws BenchmarkFormatException also if an id is there twice
     */
    public static void documents(Path folder, Consumer<BenchmarkDocument> consumer) {
        requireNonNull(consumer, "consumer");
        Set<String> seen = new HashSet<>();
        Rows.forEach(folder.resolve("corpus.jsonl"), row -> {
            String id = id(row, seen);
            String title = row.textIfPresent("title").orElse("");
            String text = row.text("text");
            if (!title.isBlank() || !text.isBlank()) {
                consumer.accept(new BenchmarkDocument(id, title, text));
            }
        });
    }

    /** Returns the metrics of every benchmark of retrieval here. */
    static List<Metric> metrics() {
        return List.of(Ranking.ndcg(10), Ranking.recall(100), Ranking.mrr(10), Ranking.meanAveragePrecision());
    }

    private static String id(Row row, Set<String> seen) {
        String id = row.filled("_id");
        if (!seen.add(id)) {
            throw row.wrong("_id", "an id that no row before has", id);
        }
        return id;
    }

    private static Map<String, Map<String, Integer>> grades(Path judged) {
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        Map<String, Set<String>> seen = new LinkedHashMap<>();
        Rows.forEach(judged, row -> {
            String query = row.filled(QUERY);
            String document = row.filled(DOCUMENT);
            int grade = row.integer(SCORE, Integer.MIN_VALUE, Integer.MAX_VALUE);
            if (!seen.computeIfAbsent(query, key -> new HashSet<>()).add(document)) {
                throw row.wrong(DOCUMENT, "a document that was not judged before for query " + query, document);
            }
            Map<String, Integer> found = grades.computeIfAbsent(query, key -> new LinkedHashMap<>());
            if (grade >= 1) {
                found.put(document, grade);
            }
        });
        return grades;
    }

    private static Case item(Row row, String id, Map<String, Integer> grades) {
        return Case.of(id, Question.of(row.filled("text")), new Expected.Relevance(grades));
    }
}
