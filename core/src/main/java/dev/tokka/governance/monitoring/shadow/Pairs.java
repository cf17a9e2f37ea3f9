// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring.shadow;

import dev.tokka.governance.monitoring.sequential.Bounds;
import dev.tokka.governance.monitoring.sequential.MeanEProcess;

/** Pairs of numbers so far. Not safe for use by many threads. */
final class Pairs {

    /** Half of the way from -1 to 1: a difference d is tested as (1 + d) / 2. */
    private static final double NONE = 0.5;

    private final MeanEProcess more = new MeanEProcess(NONE);
    private final MeanEProcess less = new MeanEProcess(NONE);
    private long count;
    private double served;
    private double challenger;
    private double difference;

    /** Takes a pair of numbers from 0 to 1. */
    void addDifference(double ofServed, double ofChallenger) {
        add(ofServed, ofChallenger, ofChallenger - ofServed);
    }

    /** Takes a pair of any numbers, of which only counts which is more. */
    void addSign(double ofServed, double ofChallenger) {
        add(ofServed, ofChallenger, Math.signum(ofChallenger - ofServed));
    }

    private void add(double ofServed, double ofChallenger, double by) {
        more.add((1 + by) / 2);
        less.add((1 - by) / 2);
        count++;
        served += ofServed;
        challenger += ofChallenger;
        difference += by;
    }

    boolean isEmpty() {
        return count == 0;
    }

    ShadowReport.Comparison comparison() {
        return new ShadowReport.Comparison(
                served / count,
                challenger / count,
                Bounds.atAnyTime(difference, count, 2),
                more.evidence(),
                less.evidence());
    }
}
