// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** How long calls take in this thread, each by itself. Used by one thread. */
final class Stopwatch {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<Double> wall = new ArrayList<>();
    private final List<Double> cpu = new ArrayList<>();

    /** Calls, and remembers how long it took. */
    <T> T time(Supplier<T> call) {
        long wallStart = System.nanoTime();
        long cpuStart = threads.getCurrentThreadCpuTime();
        T result = call.get();
        cpu.add((threads.getCurrentThreadCpuTime() - cpuStart) / 1e6);
        wall.add((System.nanoTime() - wallStart) / 1e6);
        return result;
    }

    /** Forgets all calls, as after those that warm up. */
    void reset() {
        wall.clear();
        cpu.clear();
    }

    /** Returns the median in milliseconds. */
    double p50() {
        return Percentile.median(array(wall));
    }

    /** Returns what 95 % of the calls do not exceed, in milliseconds. */
    double p95() {
        return Percentile.p95(array(wall));
    }

    /** Returns the median of the time that this thread ran on a processor, in milliseconds. */
    double cpuP50() {
        return Percentile.median(array(cpu));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
