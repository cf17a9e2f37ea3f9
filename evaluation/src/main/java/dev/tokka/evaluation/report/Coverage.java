// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import dev.tokka.Answer;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Results;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Which share of the replies is wrong if only the most confident ones are given (El-Yaniv and Wiener 2010).
 *
 * <p>A reply without a confidence has none to go by, so a model that has such replies has no curve.
 */
final class Coverage {

    private static final int MOST_POINTS = 200;

    private Coverage() {}

    private record Judged(double confidence, double loss) {}

    /** Returns the curve, or no points where there is none; losses are 1 less the scores, which must lie in [0, 1]. */
    static List<Plot.Point> curve(Results results, String model, Metric metric) {
        List<Judged> judged = new ArrayList<>();
        int all = 0;
        Map<String, List<Outcome>> outcomes = results.outcomes(model);
        for (Case item : results.benchmark().cases()) {
            for (Outcome outcome : outcomes.getOrDefault(item.id(), List.of())) {
                all++;
                if (outcome instanceof Outcome.Answered answered && answered.answer() instanceof Answer.Reply reply) {
                    OptionalDouble confidence = reply.confidence();
                    double value = metric.score(item, outcome).value();
                    if (confidence.isEmpty() || !(value >= 0 && value <= 1)) {
                        return List.of();
                    }
                    judged.add(new Judged(confidence.getAsDouble(), 1 - value));
                }
            }
        }
        judged.sort(Comparator.comparingDouble(Judged::confidence).reversed());
        return points(judged, all);
    }

    private static List<Plot.Point> points(List<Judged> judged, int all) {
        List<Plot.Point> points = new ArrayList<>();
        int step = Math.max(1, judged.size() / MOST_POINTS);
        double losses = 0;
        for (int i = 0; i < judged.size(); i++) {
            losses += judged.get(i).loss;
            boolean tied = i + 1 < judged.size() && judged.get(i + 1).confidence == judged.get(i).confidence;
            boolean last = i + 1 == judged.size();
            if (last || (!tied && i % step == 0)) { // within a tie there is no order
                points.add(new Plot.Point((i + 1.0) / all, losses / (i + 1)));
            }
        }
        return points;
    }
}
