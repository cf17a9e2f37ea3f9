// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.metric.Classification;
import dev.tokka.evaluation.metric.overlap.Rouge;
import dev.tokka.evaluation.metric.overlap.Tokenizer;
import dev.tokka.evaluation.metric.sequence.EntityF1;
import dev.tokka.evaluation.metric.sequence.RelationF1;
import dev.tokka.evaluation.metric.sequence.TagReader;
import dev.tokka.evaluation.metric.sequence.TripleReader;
import dev.tokka.evaluation.metric.text.NumberReader;
import dev.tokka.evaluation.metric.text.NumericMatch;
import dev.tokka.evaluation.metric.text.TextMatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The metrics of a data set under one scoring, that which chooses first. */
final class FinBenMetrics {

    private static final double WORST_SCORE = 2;

    private static final List<Measure> OF_CLASSES =
            List.of(Measure.ACCURACY, Measure.WEIGHTED_F1, Measure.MACRO_F1, Measure.MCC);

    private final FinBenDataset dataset;
    private final List<Case> cases;

    FinBenMetrics(FinBenDataset dataset, List<Case> cases) {
        this.dataset = dataset;
        this.cases = cases;
    }

    List<Metric> of(Scoring scoring) {
        boolean compat = scoring == Scoring.COMPAT;
        return switch (dataset.layout()) {
            case CHOICE -> compat ? pixiuLabels() : labels();
            case TYPED_CHOICE -> List.of(new AverageF1(compat ? LabelReading.PIXIU : LabelReading.STRICT, groups()));
            case SCORE -> List.of(compat ? new PixiuRmse() : NumericMatch.rmse(WORST_SCORE, NumberReader.only()));
            case TAGS ->
                List.of(
                        compat ? new PixiuEntities(false, known()) : EntityF1.of(TagReader.tags()),
                        new TokenF1(scoring, tags()));
            case MENTIONS -> List.of(compat ? new PixiuEntities(true, Set.of()) : EntityF1.of(TagReader.mentions()));
            case RELATIONS ->
                List.of(compat ? new PixiuRelations() : RelationF1.of(TripleReader.headTailRelation(";")));
            case ANSWER, CONVERSATION ->
                compat ? List.of(new PixiuExact()) : List.of(TextMatch.exactMatch(), TextMatch.squadF1());
            case PROSE -> rouge(scoring);
            case EXTRACT ->
                Stream.of(Measure.ROUGE_1, Measure.ROUGE_2, Measure.ROUGE_L)
                        .<Metric>map(measure -> new ExtractRouge(scoring, measure, rouge(measure)))
                        .toList();
            case TRADES -> throw new IllegalArgumentException(dataset + " has no metrics of answers: use FinTrade");
        };
    }

    /** Those that the paper reports first. */
    private List<Measure> ofClasses() {
        Set<Measure> all = new LinkedHashSet<>(dataset.measures());
        all.addAll(OF_CLASSES);
        return List.copyOf(all);
    }

    private List<Metric> labels() {
        List<String> labels = cases.stream()
                .flatMap(item -> PixiuChoice.choices(item).stream())
                .distinct()
                .toList();
        List<Metric> metrics = new ArrayList<>();
        for (Measure measure : ofClasses()) {
            metrics.add(
                    switch (measure) {
                        case ACCURACY -> Classification.accuracy();
                        case WEIGHTED_F1 -> Classification.weightedF1(labels);
                        case MICRO_F1 -> Classification.microF1(labels);
                        case MACRO_F1 -> Classification.macroF1(labels);
                        case MCC -> Classification.mcc(labels);
                        default -> throw new IllegalStateException(measure + " is not of classes");
                    });
        }
        return metrics;
    }

    private List<Metric> pixiuLabels() {
        List<String> labels = cases.stream()
                .flatMap(item -> PixiuChoice.choices(item).stream())
                .map(PixiuChoice::lower)
                .distinct()
                .toList();
        return ofClasses().stream()
                .map(measure -> measure == Measure.MICRO_F1 ? Measure.WEIGHTED_F1 : measure)
                .distinct()
                .<Metric>map(measure -> new PixiuLabels(measure, Pixiu.choice(dataset), labels))
                .toList();
    }

    private List<String> groups() {
        return cases.stream()
                .flatMap(item -> item.tag(Tags.GROUP).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private List<String> tags() {
        return cases.stream()
                .flatMap(item ->
                        item.expected() instanceof Expected.TokenTags wanted ? wanted.tags().stream() : Stream.empty())
                .distinct()
                .sorted()
                .toList();
    }

    private Set<String> known() {
        Set<String> known = new HashSet<>(dataset.labels().isEmpty() ? tags() : Pixiu.tags(dataset));
        known.add(PixiuTags.OUTSIDE);
        return known;
    }

    private static List<Metric> rouge(Scoring scoring) {
        return Stream.of(Measure.ROUGE_1, Measure.ROUGE_2, Measure.ROUGE_L)
                .<Metric>map(
                        measure -> scoring == Scoring.COMPAT ? new PixiuRouge(measure, rouge(measure)) : rouge(measure))
                .toList();
    }

    private static Rouge rouge(Measure measure) {
        return switch (measure) {
            case ROUGE_1 -> Rouge.rouge1(Tokenizer.english());
            case ROUGE_2 -> Rouge.rouge2(Tokenizer.english());
            default -> Rouge.rougeL(Tokenizer.english());
        };
    }
}
