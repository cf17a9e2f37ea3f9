// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import java.util.List;

/** What the catalogue says of a data set beside its place; see the methods of {@link FinBenDataset}. */
record Facts(int rows, String licence, List<String> labels, List<Measure> measures) {

    static final Facts TRADING = new Facts(
            0,
            "MIT",
            List.of("buy", "hold", "sell"),
            List.of(Measure.SHARPE_RATIO, Measure.CUMULATIVE_RETURN, Measure.VOLATILITY, Measure.MAXIMUM_DRAWDOWN));

    Facts {
        labels = List.copyOf(labels);
        measures = List.copyOf(measures);
    }

    Facts measured(Measure... by) {
        return new Facts(rows, licence, labels, List.of(by));
    }
}
