// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.metric.overlap.Rouge;
import java.util.List;
import java.util.Optional;

/** ROUGE of one text of a forecast. */
record PartRouge(Part part, Rouge rouge) implements AdditiveMetric {

    /** The texts. */
    enum Part {
        POSITIVE("positive developments"),
        CONCERNS("potential concerns"),
        ANALYSIS("analysis");

        private final String label;

        Part(String label) {
            this.label = label;
        }

        private String of(Forecast forecast) {
            return switch (this) {
                case POSITIVE -> forecast.positive();
                case CONCERNS -> forecast.concerns();
                case ANALYSIS -> forecast.analysis();
            };
        }

        Optional<String> in(String answer) {
            return Forecast.in(answer).map(this::of).filter(found -> !found.isBlank());
        }
    }

    @Override
    public Description describe() {
        return Description.of("metric", rouge.name() + " of " + part.label)
                .with("source", "FinGPT_Forecaster/utils.py, but without stemming")
                .withPart(rouge.describe());
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        Optional<String> wanted = part.in(Forecasts.wanted(item));
        Optional<String> given = outcome.text().flatMap(part::in);
        if (wanted.isEmpty() || given.isEmpty()) {
            return Score.unreadable(0);
        }
        Case cut = Case.of(item.id(), item.question(), new Expected.Texts(List.of(wanted.get())));
        return rouge.score(cut, new Outcome.Answered(Answer.reply(given.get()), outcome.latency()));
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return rouge.ofSums(sums, cases);
    }

    @Override
    public String toString() {
        return name();
    }
}
