// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that models run on: an accelerator, or a machine without one.
 *
 * @param name as {@link Devices} finds it; not blank
 * @param memoryBytes how much memory it has; above 0
 * @param bytesPerSecond how fast it reads its memory, at best; above 0
 * @param flopsPerSecond its peak in each arithmetic, dense and not sparse; at least one, each above 0
 * @param running what it takes to run it
 * @param sources where the figures are from
 */
public record Device(
        String name,
        long memoryBytes,
        double bytesPerSecond,
        Map<Arithmetic, Double> flopsPerSecond,
        Running running,
        List<String> sources) {

    /**
     * What it takes to run a device.
     *
     * @param watts what it draws at most; at least 0
     * @param rent what an hour of it costs somewhere; empty where no price is known
     */
    public record Running(double watts, Optional<Rent> rent) {

        /** Checks the ranges above. */
        public Running {
            if (!(watts >= 0 && watts < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("watts must be at least 0 but is " + watts);
            }
            requireNonNull(rent, "rent");
        }
    }

    /** Checks the ranges above. */
    public Device {
        Checks.requireText(name, "name");
        if (memoryBytes < 1) {
            throw new IllegalArgumentException("memoryBytes must be above 0 but is " + memoryBytes);
        }
        requirePositive(bytesPerSecond, "bytesPerSecond");
        EnumMap<Arithmetic, Double> copy = new EnumMap<>(Arithmetic.class);
        flopsPerSecond.forEach((arithmetic, peak) -> {
            requirePositive(peak, "flopsPerSecond of " + arithmetic);
            copy.put(arithmetic, peak);
        });
        if (copy.isEmpty()) {
            throw new IllegalArgumentException("flopsPerSecond must hold at least one arithmetic");
        }
        flopsPerSecond = Collections.unmodifiableMap(copy);
        requireNonNull(running, "running");
        sources = List.copyOf(sources);
    }

    /**
     * Returns the peak in one arithmetic. A device that does not have it calculates in a wider one: FP8 and INT8 in FP16,
     * that in FP32; one without FP32 in FP16.
     */
    public double peak(Arithmetic arithmetic) {
        Double own = flopsPerSecond.get(requireNonNull(arithmetic, "arithmetic"));
        if (own != null) {
            return own;
        }
        Double half = flopsPerSecond.get(Arithmetic.FP16);
        Double full = flopsPerSecond.get(Arithmetic.FP32);
        return half != null && (arithmetic != Arithmetic.FP32 || full == null)
                ? half
                : full != null ? full : flopsPerSecond.values().iterator().next();
    }

    /**
     * Returns {@code count} of these as one, with as many times everything. That is the best that spreading a model over
     * them can do: what they must tell each other is not counted.
     *
     * @param count at least 1
     */
    public Device times(int count) {
        Checks.requireAtLeast(1, count, "count");
        if (count == 1) {
            return this;
        }
        Map<Arithmetic, Double> peaks = new EnumMap<>(Arithmetic.class);
        flopsPerSecond.forEach((arithmetic, peak) -> peaks.put(arithmetic, peak * count));
        return new Device(
                count + " x " + name,
                Math.multiplyExact(memoryBytes, (long) count),
                bytesPerSecond * count,
                peaks,
                new Running(running.watts() * count, running.rent().map(rent -> rent.times(count))),
                sources);
    }

    /** Returns this device with another bandwidth, such as one that was measured. */
    public Device withBandwidth(double measuredBytesPerSecond) {
        return new Device(name, memoryBytes, measuredBytesPerSecond, flopsPerSecond, running, sources);
    }

    private static void requirePositive(double value, String name) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be above 0 but is " + value);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
