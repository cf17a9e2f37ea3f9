// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import dev.tokka.governance.monitoring.sequential.Bounds;
import dev.tokka.governance.monitoring.sequential.MeanEProcess;
import java.util.ArrayList;
import java.util.List;

/**
 * What is tested of a metric: that it is as in the baseline, give or take a tolerance.
 *
 * <p>The baseline is a sample. So the tested bound is the tolerance beyond what the truth is at most, which is wrong with the
 * probability {@code risk}; if there are several tests, they share it.
 *
 * @param tolerance from 0 to 1
 * @param risk that any bound of the metric is wrong
 */
record Channels(double tolerance, double risk) {

    List<Channel> of(Metric metric, Reference reference) {
        return switch (metric) {
            case ABSTENTION -> List.of(twoSided("", (Reference.Share) reference, risk / 2));
            case FAILURES -> List.of(rising((Reference.Share) reference));
            case LATENCY, COST, INPUTS -> List.of(rising(((Reference.Limit) reference).beyond()));
            case GROUNDING -> List.of(falling((Reference.Mean) reference));
            case LABELS -> labels((Reference.Labels) reference);
        };
    }

    private Channel rising(Reference.Share share) {
        return new Channel("", share.value(), List.of(above(share, risk)), List.of());
    }

    private Channel twoSided(String name, Reference.Share share, double each) {
        Reference.Share missing = new Reference.Share(share.of(), share.of() - share.hits());
        return new Channel(name, share.value(), List.of(above(share, each)), List.of(above(missing, each)));
    }

    private MeanEProcess above(Reference.Share share, double each) {
        return new MeanEProcess(bounded(Bounds.atMost(share.hits(), share.of(), each) + tolerance));
    }

    private Channel falling(Reference.Mean mean) {
        double[] values =
                mean.values().stream().mapToDouble(Double::doubleValue).toArray();
        double least = Bounds.meanAtLeast(values, risk);
        return new Channel("", mean.value(), List.of(), List.of(new MeanEProcess(bounded(1 - least + tolerance))));
    }

    private List<Channel> labels(Reference.Labels labels) {
        int total = labels.total();
        double each = risk / (2 * labels.counts().size() + 1);
        List<Channel> channels = new ArrayList<>();
        labels.counts()
                .forEach((label, count) -> channels.add(twoSided(label, new Reference.Share(total, count), each)));
        Reference.Share none = new Reference.Share(total, 0);
        channels.add(new Channel(Reference.Labels.OTHER, 0, List.of(above(none, each)), List.of()));
        return channels;
    }

    /** A bound of 1 or more nothing can pass: the test stays without evidence. */
    private static double bounded(double bound) {
        return Math.min(1, bound);
    }
}
