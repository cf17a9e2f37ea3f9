// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import dev.tokka.AnswerForm;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.benchmark.Rows;
import dev.tokka.evaluation.metric.Classification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * chABSA: whether sentences of Japanese annual reports speak well or ill of something in them (TIS, 2018).
 *
 * <p>Files, of github.com/chakki-works/chABSA-dataset (CC BY 4.0): a folder with 230 files such as
 * {@code e00008_ann.json}, each an object whose {@code sentences} have a {@code sentence_id}, a {@code sentence} and
 * {@code opinions} with {@code target}, {@code category}, {@code polarity}, {@code from} and {@code to}. Of 6,119
 * sentences, 7,723 opinions are told: 4,334 positive, 3,131 negative, 258 neutral. Each is a case, which shows the sentence
 * and the target; its id is the file, the sentence and the number of the opinion, the cluster is the file and the group the
 * category. Where a sentence names a target more than
 * once and differently, which is so for 146 targets, its cases look alike.
 *
 * <p>Metrics: macro F1, and accuracy. Protocol: no shots, an instruction in Japanese. The published figures of
 * pfnet-research/japanese-lm-fin-harness (gpt-4 93.20, Qwen2-7B-Instruct 91.94) are not comparable with either benchmark:
 * they are one and a half times the macro F1 of three labels over all opinions, of which models were offered two.
 */
public final class Chabsa {

    private static final List<String> POLARITIES = List.of("positive", "negative", "neutral");

    private Chabsa() {}

    /** Returns all opinions, with three labels. */
    public static Benchmark benchmark(Path folder) {
        return benchmark("chABSA", folder, POLARITIES);
    }

    /** Returns the opinions that are not neutral, with two labels. */
    public static Benchmark positiveOrNegative(Path folder) {
        return benchmark("chABSA positive or negative", folder, POLARITIES.subList(0, 2));
    }

    private static Benchmark benchmark(String name, Path folder, List<String> labels) {
        Collected<Case> cases = new Collected<>(folder);
        for (Path file : files(folder)) {
            String document = Collected.name(file).replaceFirst("(_ann)?\\.json$", "");
            for (Row sentence : Rows.inField(file, "sentences")) {
                opinions(sentence, document, labels, cases);
            }
        }
        String instruction = "文の中の対象について、書き手の評価を " + String.join("、", labels) + " から一つ選んでください。";
        return new Benchmark(
                name,
                "1",
                cases.all(),
                List.of(Classification.macroF1(labels), Classification.accuracy()),
                Protocol.ZERO_SHOT.withInstructions(List.of(instruction)));
    }

    private static void opinions(Row sentence, String document, List<String> labels, Collected<Case> cases) {
        String start = document + "-" + sentence.filled("sentence_id") + "-";
        String text = sentence.filled("sentence");
        int number = 0;
        for (Row opinion : sentence.rows("opinions")) {
            number++;
            String target = target(opinion, text);
            String polarity = opinion.oneOf("polarity", POLARITIES);
            if (labels.contains(polarity)) {
                Question question =
                        Question.of("文: " + text + "\n対象: " + target).withForm(new AnswerForm.OneOf(labels));
                Case item = Case.of(start + number, question, new Expected.Label(polarity))
                        .withTag(Tags.CLUSTER, document)
                        .withTag(Tags.GROUP, opinion.filled("category"))
                        .withTag(Tags.LANGUAGE, "ja");
                cases.add(sentence, "sentence_id", item.id(), item);
            }
        }
    }

    private static String target(Row opinion, String sentence) {
        String target = opinion.filled("target");
        int from = opinion.integer("from", 0, sentence.length());
        int to = opinion.integer("to", from, sentence.length());
        if (!sentence.substring(from, to).equals(target)) {
            throw opinion.wrong(
                    "target", "what stands at " + from + " to " + to + ": " + sentence.substring(from, to), target);
        }
        return target;
    }

    private static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(file -> file.toString().endsWith(".json")).sorted().forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
        if (files.isEmpty()) {
            throw new BenchmarkFormatException(Collected.name(folder), "files that end in .json", "none");
        }
        return files;
    }
}
