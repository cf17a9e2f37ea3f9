// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import dev.tokka.Checks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What this machine has, as the files of its operating system say it.
 *
 * <pre>{@code
 * Hardware hardware = Hardware.detect();
 * Device machine = hardware.device(MemoryBandwidth.measure(weightBytes));
 * }</pre>
 *
 * @param processor its name; empty if unknown
 * @param cores how many may be used, the limit of the container considered; at least 1
 * @param memoryBytes how much memory there is, the limit of the container considered; empty if unknown
 * @param flopsPerSecond an estimate of the peak in 32-bit floating point: cores, times clock, times what the vector
 *     instructions do in one; empty if the clock is unknown
 * @param accelerators the names of NVIDIA's devices, as their driver says them
 */
public record Hardware(
        Optional<String> processor,
        int cores,
        OptionalLong memoryBytes,
        OptionalDouble flopsPerSecond,
        List<String> accelerators) {

    private static final int WIDE = 64; // two fused multiply-adds of 512 bits, 2 operations each, 16 numbers
    private static final int MIDDLE = 32; // of 256 bits
    private static final int NARROW = 8; // one of 128 bits

    /** Checks the ranges above. */
    public Hardware {
        Checks.requireAtLeast(1, cores, "cores");
        accelerators = List.copyOf(accelerators);
    }

    /** Reads what this machine has. Nothing is started, written or measured. */
    public static Hardware detect() {
        return detect(Path.of("/"), Runtime.getRuntime().availableProcessors());
    }

    /**
     * Reads what the machine has whose files are under {@code root}: {@code proc/cpuinfo}, {@code proc/meminfo},
     * {@code proc/driver/nvidia/gpus} and {@code sys/fs/cgroup}. What is not there is unknown.
     *
     * @param root such as {@code /}
     * @param processors how many may be used; at least 1
     */
    public static Hardware detect(Path root, int processors) {
        Checks.requireAtLeast(1, processors, "processors");
        List<String> cpu = lines(root.resolve("proc/cpuinfo"));
        int cores = cgroupCores(root).map(limit -> Math.min(limit, processors)).orElse(processors);
        return new Hardware(field(cpu, "model name"), cores, memory(root), flops(cpu, cores), accelerators(root));
    }

    /**
     * Returns this machine as a device without accelerators.
     *
     * @param bytesPerSecond its bandwidth, as {@link MemoryBandwidth} measures it or its maker declares it; above 0
     * @throws IllegalStateException if memory or peak are not known
     */
    public Device device(double bytesPerSecond) {
        return new Device(
                "this machine",
                memoryBytes.orElseThrow(() -> new IllegalStateException("the memory of this machine is not known")),
                bytesPerSecond,
                Map.of(
                        Arithmetic.FP32,
                        flopsPerSecond.orElseThrow(
                                () -> new IllegalStateException("the clock of this machine is not known"))),
                new Device.Running(0, Optional.empty()),
                List.of("detected"));
    }

    private static OptionalLong memory(Path root) {
        OptionalLong machine = field(lines(root.resolve("proc/meminfo")), "MemTotal")
                .map(value -> value.replaceAll("[^0-9]", ""))
                .filter(value -> value.matches("[0-9]{1,15}"))
                .map(value -> OptionalLong.of(Long.parseLong(value) * 1024))
                .orElse(OptionalLong.empty());
        Optional<Long> limit = Stream.of("memory.max", "memory/memory.limit_in_bytes")
                .flatMap(name -> lines(root.resolve("sys/fs/cgroup").resolve(name)).stream())
                .filter(value -> value.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .findFirst();
        if (limit.isEmpty()) {
            return machine;
        }
        return OptionalLong.of(Math.min(limit.get(), machine.orElse(Long.MAX_VALUE)));
    }

    private static Optional<Integer> cgroupCores(Path root) {
        return lines(root.resolve("sys/fs/cgroup/cpu.max")).stream()
                .map(line -> line.split(" ", -1))
                .filter(words ->
                        words.length == 2 && words[0].matches("[0-9]{1,15}") && words[1].matches("[1-9][0-9]*"))
                .map(words -> (int) Math.max(1, Math.ceil(Double.parseDouble(words[0]) / Double.parseDouble(words[1]))))
                .findFirst();
    }

    private static OptionalDouble flops(List<String> cpu, int cores) {
        Optional<Double> clock = field(cpu, "cpu MHz")
                .filter(value -> value.matches("[0-9]+(\\.[0-9]+)?"))
                .map(value -> Double.parseDouble(value) * 1e6);
        if (clock.isEmpty()) {
            return OptionalDouble.empty();
        }
        List<String> flags = List.of(field(cpu, "flags").orElse("").split(" "));
        int perClock = flags.contains("avx512f") ? WIDE : flags.contains("avx2") ? MIDDLE : NARROW;
        return OptionalDouble.of(clock.get() * cores * perClock);
    }

    private static List<String> accelerators(Path root) {
        Path devices = root.resolve("proc/driver/nvidia/gpus");
        if (!Files.isDirectory(devices)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        try (Stream<Path> folders = Files.list(devices)) {
            folders.sorted()
                    .forEach(folder ->
                            field(lines(folder.resolve("information")), "Model").ifPresent(names::add));
        } catch (IOException e) {
            return List.of();
        }
        return names;
    }

    private static Optional<String> field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.contains(":")
                        && line.substring(0, line.indexOf(':')).strip().equals(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
