// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import dev.tokka.governance.monitoring.sequential.MeanEProcess;
import java.util.List;
import java.util.stream.Stream;

/**
 * One share or mean that is watched, upwards, downwards or both: downwards by what is missing to 1.
 *
 * @param name of the label; empty if there are no labels
 * @param baseline what it was
 * @param rises none, or one test of the values
 * @param falls none, or one test of what is missing to 1
 */
record Channel(String name, double baseline, List<MeanEProcess> rises, List<MeanEProcess> falls) {

    void add(double value) {
        for (MeanEProcess test : rises) {
            test.add(value);
        }
        for (MeanEProcess test : falls) {
            test.add(1 - value);
        }
    }

    /** Returns the mean evidence of the tests, which is evidence against all of them together. */
    double evidence() {
        double sum = 0;
        for (MeanEProcess test : rises) {
            sum += test.evidence();
        }
        for (MeanEProcess test : falls) {
            sum += test.evidence();
        }
        return sum / (rises.size() + falls.size());
    }

    List<MeanEProcess> tests() {
        return Stream.concat(rises.stream(), falls.stream()).toList();
    }
}
