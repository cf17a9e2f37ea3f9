// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.benchmark.Rows;
import dev.tokka.evaluation.metric.text.TatQaMatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * TAT-QA: questions over a table of an annual report and the paragraphs around it (Zhu et al. 2021).
 *
 * <p>File, of github.com/NExTplusplus/TAT-QA (CC BY 4.0): {@code tatqa_dataset_dev.json}, a list of 278 contexts, each with
 * a {@code table} ({@code uid}, {@code table}), {@code paragraphs} ({@code uid}, {@code order}, {@code text}) and
 * {@code questions} ({@code uid}, {@code question}, {@code answer}, {@code answer_type}, {@code answer_from},
 * {@code scale}), 1,668 in all; the file of the test set with answers reads alike. The table, as Markdown, and the
 * paragraphs are the evidence; the context is the cluster and the type of the answer ({@code span}, {@code multi-span},
 * {@code arithmetic}, {@code count}) the group.
 *
 * <p>Metrics: exact match and F1 of the paper, {@link TatQaMatch} (a person 84.1 / 90.8, TagOp 50.1 / 58.0 on the test set).
 * Protocol: no shots, an instruction that says in which form the metrics read an answer.
 *
 * @see <a href="https://aclanthology.org/2021.acl-long.254">Zhu et al., TAT-QA (2021)</a>
 */
public final class TatQa {

    private static final String SPAN = "span";
    private static final String COUNT = "count";
    private static final List<String> TYPES = List.of(SPAN, "multi-span", "arithmetic", COUNT);
    private static final List<String> LISTS = TYPES.subList(0, 2);
    private static final List<String> SCALES = List.of("", "thousand", "million", "billion", "percent");

    private static final String INSTRUCTION =
            "Answer with the words or the number alone. Put each of several items on a"
                    + " line of its own. Put the scale of a number after it, if it has one: thousand, million, billion or percent.";

    private TatQa() {}

    /** Returns the questions with the table and the paragraphs of their context as evidence. */
    public static Benchmark benchmark(Path file) {
        Collected<Case> cases = new Collected<>(file);
        Rows.forEach(file, context -> {
            String uid = uid(context);
            List<Passage> evidence = evidence(context, uid);
            for (Row row : context.rows("questions")) {
                String id = row.filled("uid");
                Question question = Question.of(row.filled("question")).plusEvidence(evidence);
                cases.add(row, "uid", id, item(row, id, question).withTag(Tags.CLUSTER, uid));
            }
        });
        return new Benchmark(
                "TAT-QA",
                "1",
                cases.all(),
                List.of(TatQaMatch.exactMatch(), TatQaMatch.f1()),
                Protocol.ZERO_SHOT.withInstructions(List.of(INSTRUCTION)));
    }

    /** Returns {@link #benchmark} without table and paragraphs. */
    public static Benchmark withoutContext(Path file) {
        return Given.nothing(benchmark(file));
    }

    /** Returns the questions as queries that should find their context among {@link #documents}, with BEIR's metrics. */
    public static Benchmark retrieval(Path file) {
        List<Case> cases = benchmark(file).cases().stream()
                .map(item -> new Case(
                        item.id(),
                        Question.of(item.question().text()),
                        new Expected.Relevance(Map.of(item.tag(Tags.CLUSTER).orElseThrow(), 1)),
                        item.tags()))
                .toList();
        return new Benchmark("TAT-QA retrieval", "1", cases, Beir.metrics(), Protocol.ZERO_SHOT);
    }

    /** Returns the contexts, the paragraphs of each followed by its table. */
    public static List<BenchmarkDocument> documents(Path file) {
        Collected<BenchmarkDocument> documents = new Collected<>(file);
        Rows.forEach(file, context -> {
            String uid = uid(context);
            List<Passage> evidence = evidence(context, uid);
            String text = evidence.subList(1, evidence.size()).stream()
                    .map(passage -> passage.text() + "\n\n")
                    .collect(Collectors.joining("", "", evidence.get(0).text()));
            documents.add(context, "table", uid, new BenchmarkDocument(uid, "", text));
        });
        return documents.all();
    }

    private static String uid(Row context) {
        return context.row("table").filled("uid");
    }

    /** Returns the table and, in their order, the paragraphs. */
    private static List<Passage> evidence(Row context, String uid) {
        Row table = context.row("table");
        List<List<String>> rows = table.table("table");
        if (rows.isEmpty()) {
            throw table.wrong("table", "at least one row", "none");
        }
        List<Passage> evidence = new ArrayList<>();
        evidence.add(Given.passage(uid, uid, List.of("table"), Given.table(rows)));
        List<Row> paragraphs = new ArrayList<>(context.rows("paragraphs"));
        paragraphs.sort(Comparator.comparingInt(one -> one.integer("order", 0, Integer.MAX_VALUE)));
        for (Row one : paragraphs) {
            evidence.add(Given.passage(one.filled("uid"), uid, List.of("text"), one.filled("text")));
        }
        return evidence;
    }

    private static Case item(Row row, String id, Question question) {
        String type = row.oneOf("answer_type", TYPES);
        String scale = row.oneOf("scale", SCALES);
        String end = scale.isEmpty() ? "" : " " + scale;
        String answer = items(row, type).stream().map(item -> item + end).collect(Collectors.joining("\n"));
        return Case.of(id, question, new Expected.Texts(List.of(answer)))
                .withTag(Tags.GROUP, type)
                .withTag(Tags.LANGUAGE, "en")
                .withTag(TatQaMatch.SCALE, scale)
                .withTag("answer from", row.text("answer_from"));
    }

    /** Returns the items of the answer; blank ones, which say nothing, are left out. */
    private static List<String> items(Row row, String type) {
        if (!LISTS.contains(type)) {
            return List.of(number(row, type));
        }
        List<String> items = row.texts("answer").stream()
                .map(item -> item.replaceAll("\\R", " ").strip())
                .filter(item -> !item.isEmpty())
                .toList();
        if (items.isEmpty() || (type.equals(SPAN) && items.size() > 1)) {
            throw row.wrong("answer", type.equals(SPAN) ? "one text" : "at least one text", items.toString());
        }
        return items;
    }

    private static String number(Row row, String type) {
        double number = row.number("answer"); // refuses what is none
        if (type.equals(COUNT)) {
            return Integer.toString(row.integer("answer", 0, Integer.MAX_VALUE));
        }
        JsonNode json = row.json("answer");
        return json.isNumber() ? json.decimalValue().toPlainString() : Double.toString(number);
    }
}
