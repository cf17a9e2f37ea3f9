// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import dev.tokka.AnswerForm;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.benchmark.Rows;
import dev.tokka.evaluation.metric.Classification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * lawqa_jp: questions on Japanese law with four choices, made by the Digital Agency (Uematsu and Ohsugi 2025): 80 on
 * financial instruments, 39 on pharmaceuticals and medical devices, 21 on land and building leases.
 *
 * <p>File, of github.com/digital-go-jp/lawqa_jp (Public Data License 1.0): {@code selection.json}, an object whose
 * {@code samples} are 140 rows with <code>ファイル名</code> (the id), <code>コンテキスト</code>, <code>問題文</code>,
 * <code>指示</code>, <code>選択肢</code> (four lines that begin with a, b, c and d) and <code>output</code>; or
 * {@code selection_randomized.json}, in which each question is there in four orders, told apart by
 * <code>回答オーダーマップ番号</code>. The articles of the law are the evidence; the data set's own instruction is asked with
 * each question, without its mark that a context follows. Questions on the same articles are one cluster, and the law is the
 * group.
 *
 * <p>Metric: accuracy. Protocol: no shots. The same questions as retrieval of their articles, in the layout of BEIR (140
 * queries, 114 documents {@code d000} to {@code d113} in the order of {@code selection.json}), are read by {@link Beir};
 * BM25 over pairs of characters has nDCG@10 0.777 there.
 *
 * @see <a href="https://www.anlp.jp/proceedings/annual_meeting/2025/pdf_dir/Q6-3.pdf">Uematsu and Ohsugi, 複数のLLMを用いた
 *     法令QAタスクのGround Truth Curation (2025)</a>
 */
public final class LawqaJp {

    private static final List<String> LABELS = List.of("a", "b", "c", "d");
    private static final String ID = "ファイル名";
    private static final String CONTEXT = "コンテキスト";
    private static final String CHOICES = "選択肢";
    private static final String ORDER = "回答オーダーマップ番号";
    private static final String MARK = "<following_context>";
    private static final Pattern LINE = Pattern.compile("\\R");

    private LawqaJp() {}

    /** Returns the questions with the articles of the law as evidence. */
    public static Benchmark benchmark(Path selection) {
        List<Row> rows = Rows.inField(selection, "samples");
        Map<String, String> articles = articles(rows);
        Collected<Case> cases = new Collected<>(selection);
        for (Row row : rows) {
            String id = row.filled(ID)
                    + row.textIfPresent(ORDER).map(order -> "#" + order).orElse("");
            cases.add(row, ID, id, item(row, id, articles));
        }
        return new Benchmark("lawqa_jp", "1", cases.all(), List.of(Classification.accuracy()), Protocol.ZERO_SHOT);
    }

    /** Returns {@link #benchmark} without the articles. */
    public static Benchmark withoutContext(Path selection) {
        return Given.nothing(benchmark(selection));
    }

    /** Returns the articles, each once, in the order in which the questions need them. */
    public static List<BenchmarkDocument> documents(Path selection) {
        List<BenchmarkDocument> documents = new ArrayList<>();
        articles(Rows.inField(selection, "samples"))
                .forEach((text, id) -> documents.add(new BenchmarkDocument(id, "", text)));
        return List.copyOf(documents);
    }

    /** Returns the id of each text. */
    private static Map<String, String> articles(List<Row> rows) {
        Map<String, String> articles = new LinkedHashMap<>();
        for (Row row : rows) {
            articles.putIfAbsent(row.filled(CONTEXT), "d%03d".formatted(articles.size()));
        }
        return articles;
    }

    private static Case item(Row row, String id, Map<String, String> articles) {
        String context = row.filled(CONTEXT);
        String article = articles.getOrDefault(context, "");
        Question question = Question.of(row.filled("問題文") + "\n" + choices(row))
                .plusInstructions(List.of(instruction(row)))
                .withForm(new AnswerForm.OneOf(LABELS))
                .plusEvidence(List.of(Given.passage(article, article, List.of(), context)));
        return Case.of(id, question, new Expected.Label(row.oneOf("output", LABELS)))
                .withTag(Tags.CLUSTER, article)
                .withTag(Tags.GROUP, id.split("_", 2)[0])
                .withTag(Tags.LANGUAGE, "ja");
    }

    private static String instruction(Row row) {
        String instruction = row.filled("指示").replace(MARK, "").strip();
        if (instruction.isEmpty()) {
            throw row.wrong("指示", "an instruction beside its mark", row.text("指示"));
        }
        return instruction;
    }

    private static String choices(Row row) {
        String choices = row.filled(CHOICES).strip();
        List<String> begun = LINE.splitAsStream(choices)
                .map(line -> line.substring(0, Math.min(1, line.length())))
                .toList();
        if (!begun.equals(LABELS)) {
            throw row.wrong(CHOICES, "four lines that begin with a, b, c and d", choices);
        }
        return choices;
    }
}
