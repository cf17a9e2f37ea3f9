// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.training;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.sizing.Arithmetic;
import dev.tokka.sizing.Device;
import dev.tokka.sizing.cost.Energy;
import dev.tokka.sizing.cost.Spending;
import dev.tokka.sizing.cost.Tariff;
import java.time.Duration;

/**
 * A training on a device.
 *
 * @param flops the floating point operations; above 0
 * @param duration how long it takes
 * @param energy what it draws
 */
public record TrainingRun(double flops, Duration duration, Energy energy) {

    /** Checks the ranges above. */
    public TrainingRun {
        if (!(flops > 0 && flops < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("flops must be above 0 but is " + flops);
        }
        requireNonNull(duration, "duration");
        requireNonNull(energy, "energy");
    }

    static TrainingRun of(double flops, Device device, double utilization) {
        if (Checks.requireShare(utilization, "utilization") == 0) {
            throw new IllegalArgumentException("utilization must be above 0");
        }
        double seconds = flops / (device.peak(Arithmetic.FP16) * utilization);
        return new TrainingRun(
                flops,
                Duration.ofMillis(Math.round(seconds * 1000)),
                Energy.of(device.running().watts(), seconds));
    }

    /** Returns how many hours it takes. */
    public double hours() {
        return duration.toMillis() / 3.6e6;
    }

    /** Returns what it costs by {@code tariff}, which is that of the device, or of all of them together. */
    public Spending spending(Tariff tariff) {
        return new Spending(tariff.of(duration.toMillis() / 1000.0, energy), energy);
    }
}
