// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.dataset.Chabsa;
import dev.tokka.finetune.classification.CharacterFeatures;
import dev.tokka.finetune.training.head.HeadOptions;
import dev.tokka.finetune.training.head.HeadTrainer;
import dev.tokka.finetune.training.head.LabeledFeatures;
import dev.tokka.finetune.training.head.TrainedHead;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;

/**
 * A head on characters, without an encoder, for the opinions of chABSA, in five folds of whole reports.
 *
 * @param folder with the annotated reports
 */
record PolarityHead(Path folder, Executor executor) {

    private static final int FOLDS = 5;
    private static final int RESAMPLES = 2_000;
    private static final int AFTER_TARGET = 60;
    private static final String TARGET = "\n対象: ";
    private static final String SENTENCE = "文: ";

    /** An opinion, and what a head that has not seen its report says. */
    private record Said(String report, String right, String label) {}

    List<Figure> measure() {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(measure("chABSA, three labels", Chabsa.benchmark(folder)));
        figures.addAll(measure("chABSA, positive or negative", Chabsa.positiveOrNegative(folder)));
        return figures;
    }

    private List<Figure> measure(String name, Benchmark benchmark) {
        List<Said> said = said(benchmark);
        List<String> labels = said.stream().map(Said::right).distinct().sorted().toList();
        double[] resampled = resampled(said, labels);
        return List.of(
                Figure.of(name + ", macro F1", macroF1(said, labels)),
                Figure.of(name + ", lower end (95 %)", resampled[(int) (0.025 * RESAMPLES)]),
                Figure.of(name + ", upper end (95 %)", resampled[(int) (0.975 * RESAMPLES)]));
    }

    private List<Said> said(Benchmark benchmark) {
        List<Case> cases = benchmark.cases();
        List<String> reports = new ArrayList<>(
                cases.stream().map(PolarityHead::report).distinct().sorted().toList());
        Collections.shuffle(reports, new Random(1));
        Map<String, Integer> folds = new HashMap<>();
        reports.forEach(report -> folds.put(report, folds.size() % FOLDS));
        HeadTrainer trainer = new HeadTrainer(CharacterFeatures.DEFAULT, executor);
        List<Said> said = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int left = fold;
            TrainedHead head = trainer.train(
                    cases.stream()
                            .filter(item -> folds.getOrDefault(report(item), 0) != left)
                            .map(PolarityHead::row)
                            .toList(),
                    HeadOptions.oneLabel(1));
            cases.stream()
                    .filter(item -> folds.getOrDefault(report(item), 0) == left)
                    .forEach(item -> said.add(new Said(
                            report(item),
                            right(item),
                            IntentHeads.likeliest(head, row(item).features()))));
        }
        return said;
    }

    private static String report(Case item) {
        return item.tag(Tags.CLUSTER).orElseThrow();
    }

    private static String right(Case item) {
        return ((Expected.Label) item.expected()).label();
    }

    /** Japanese says what happens to a thing after naming it, so the characters after the target are those that count. */
    private static LabeledFeatures row(Case item) {
        String[] parts = item.question().text().split(TARGET, 2);
        String sentence = parts[0].substring(SENTENCE.length());
        String after = sentence.substring(sentence.indexOf(parts[1]) + parts[1].length());
        String text = "対象" + after.substring(0, Math.min(AFTER_TARGET, after.length()));
        return LabeledFeatures.of(CharacterFeatures.DEFAULT.features(text), right(item));
    }

    /** Returns the macro F1 of samples of whole reports, ascending. */
    private static double[] resampled(List<Said> said, List<String> labels) {
        Map<String, List<Said>> byReport = new HashMap<>();
        said.forEach(one -> byReport.computeIfAbsent(one.report, report -> new ArrayList<>())
                .add(one));
        List<String> reports = byReport.keySet().stream().sorted().toList();
        Random random = new Random(1);
        double[] values = new double[RESAMPLES];
        for (int sample = 0; sample < RESAMPLES; sample++) {
            List<Said> drawn = new ArrayList<>();
            for (int i = 0; i < reports.size(); i++) {
                drawn.addAll(byReport.getOrDefault(reports.get(random.nextInt(reports.size())), List.of()));
            }
            values[sample] = macroF1(drawn, labels);
        }
        Arrays.sort(values);
        return values;
    }

    private static double macroF1(List<Said> said, List<String> labels) {
        double sum = 0;
        for (String label : labels) {
            int both = 0;
            int either = 0;
            for (Said one : said) {
                boolean right = one.right.equals(label);
                boolean replied = one.label.equals(label);
                both += right && replied ? 1 : 0;
                either += (right ? 1 : 0) + (replied ? 1 : 0);
            }
            sum += either == 0 ? 0 : 2.0 * both / either;
        }
        return sum / labels.size();
    }
}
