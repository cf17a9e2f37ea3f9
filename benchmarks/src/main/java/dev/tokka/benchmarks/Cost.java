// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a piece of work cost the process that did it.
 *
 * @param wallSeconds time that passed
 * @param cpuSeconds time of all threads on processors, native ones included
 * @param heapMegabytes the most heap in use, garbage included, in units of 2^20 bytes
 */
record Cost(double wallSeconds, double cpuSeconds, double heapMegabytes) {

    private static final String PREFIX = "cost:";

    /** Does {@code work} in this process and returns what it cost. */
    static Cost of(Runnable work) {
        com.sun.management.OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        HeapPeak heap = HeapPeak.watch();
        long wall = System.nanoTime();
        long cpu = system.getProcessCpuTime();
        work.run();
        return new Cost(
                (System.nanoTime() - wall) / 1e9,
                (system.getProcessCpuTime() - cpu) / 1e9,
                heap.bytes() / (double) (1 << 20));
    }

    /** Returns the line that {@link #parse} reads. */
    String toLine() {
        return PREFIX + " " + wallSeconds + " " + cpuSeconds + " " + heapMegabytes;
    }

    /** Reads the line that {@link #toLine} wrote among those of a program's output. */
    static Cost parse(List<String> output) {
        String line = output.stream()
                .filter(each -> each.startsWith(PREFIX))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("expected a line \"" + PREFIX + " …\" but got " + output));
        String[] values = line.split(" ", -1);
        return new Cost(Double.parseDouble(values[1]), Double.parseDouble(values[2]), Double.parseDouble(values[3]));
    }

    /** Returns the median of {@code component} over several runs of the same work. */
    static double median(List<Cost> runs, ToDoubleFunction<Cost> component) {
        return Percentile.median(runs.stream().mapToDouble(component).toArray());
    }
}
