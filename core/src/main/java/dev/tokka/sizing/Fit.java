// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a deployment fits a device.
 *
 * @param device which
 * @param memory what takes how much
 * @param usableBytes how much of the device may be taken: nine tenths of its memory, the rest being for the runtime
 * @param remedies what would make it fit, each alone; empty if it fits, or if nothing helps
 */
public record Fit(Device device, MemoryBill memory, long usableBytes, List<Remedy> remedies) {

    private static final int MOST_DEVICES = 64;

    /**
     * A change after which it fits.
     *
     * @param change what to do, in words
     * @param deployment what is then deployed
     * @param device on what
     */
    public record Remedy(String change, Deployment deployment, Device device) {

        /** Checks that all is given. */
        public Remedy {
            requireNonNull(change, "change");
            requireNonNull(deployment, "deployment");
            requireNonNull(device, "device");
        }

        @Override
        public String toString() {
            return change;
        }
    }

    /** Copies the remedies. */
    public Fit {
        requireNonNull(device, "device");
        requireNonNull(memory, "memory");
        remedies = List.copyOf(remedies);
    }

    static Fit of(Deployment deployment, Device device) {
        long usable = usable(device);
        MemoryBill memory = deployment.memory();
        return new Fit(device, memory, usable, memory.total() <= usable ? List.of() : remedies(deployment, device));
    }

    private static long usable(Device device) {
        return device.memoryBytes() / 10 * 9;
    }

    /** Returns whether it fits. */
    public boolean fits() {
        return memory.total() <= usableBytes;
    }

    /** Returns how many bytes are too many; 0 if it fits. */
    public long missingBytes() {
        return Math.max(0, memory.total() - usableBytes);
    }

    private static List<Remedy> remedies(Deployment deployment, Device device) {
        List<Remedy> remedies = new ArrayList<>();
        fewerBits(deployment, device).ifPresent(remedies::add);
        cacheInBytes(deployment, device).ifPresent(remedies::add);
        shorter(deployment, device).ifPresent(remedies::add);
        fewer(deployment, device).ifPresent(remedies::add);
        more(deployment, device).ifPresent(remedies::add);
        return remedies;
    }

    private static boolean fits(Deployment deployment, Device device) {
        return deployment.memory().total() <= usable(device);
    }

    private static Optional<Remedy> fewerBits(Deployment deployment, Device device) {
        return Precision.ALL.stream()
                .filter(precision -> precision.bits() < deployment.weights().bits())
                .map(deployment::weights)
                .filter(other -> fits(other, device))
                .findFirst()
                .map(other -> new Remedy("weights in " + other.weights(), other, device));
    }

    private static Optional<Remedy> cacheInBytes(Deployment deployment, Device device) {
        Deployment other = deployment.cache(Precision.FP8);
        return deployment.cache().bits() > Precision.FP8.bits() && fits(other, device)
                ? Optional.of(new Remedy("cache in fp8", other, device))
                : Optional.empty();
    }

    /** Finds the longest context that fits, if one does: memory grows with it. */
    private static Optional<Remedy> shorter(Deployment deployment, Device device) {
        int fitting = 0;
        int tooLong = deployment.context();
        while (tooLong - fitting > 1) {
            int middle = fitting + (tooLong - fitting) / 2;
            if (fits(deployment.context(middle), device)) {
                fitting = middle;
            } else {
                tooLong = middle;
            }
        }
        return fitting == 0
                ? Optional.empty()
                : Optional.of(new Remedy("a context of " + fitting, deployment.context(fitting), device));
    }

    private static Optional<Remedy> fewer(Deployment deployment, Device device) {
        int fitting = 0;
        int tooMany = deployment.batch();
        while (tooMany - fitting > 1) {
            int middle = fitting + (tooMany - fitting) / 2;
            if (fits(deployment.batch(middle), device)) {
                fitting = middle;
            } else {
                tooMany = middle;
            }
        }
        return fitting == 0
                ? Optional.empty()
                : Optional.of(new Remedy("a batch of " + fitting, deployment.batch(fitting), device));
    }

    private static Optional<Remedy> more(Deployment deployment, Device device) {
        for (int count = 2; count <= MOST_DEVICES; count++) {
            Device several = device.times(count);
            if (fits(deployment, several)) {
                return Optional.of(new Remedy(several.name(), deployment, several));
            }
        }
        return Optional.empty();
    }
}
