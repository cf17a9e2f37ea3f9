// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardwareTest {

    @TempDir
    Path root;

    @Test
    void theFilesOfTheSystemAreRead() throws IOException {
        write(
                "proc/cpuinfo",
                "processor\t: 0\nmodel name\t: Some CPU\ncpu MHz\t\t: 2000.000\nflags\t\t: fpu avx2 fma\n");
        write("proc/meminfo", "MemTotal:       1000 kB\nMemFree:        10 kB\n");
        write("proc/driver/nvidia/gpus/0000:01:00.0/information", "Model: \t\t NVIDIA L4\nIRQ: 1\n");

        Hardware hardware = Hardware.detect(root, 4);

        assertThat(hardware.processor()).contains("Some CPU");
        assertThat(hardware.cores()).isEqualTo(4);
        assertThat(hardware.memoryBytes()).hasValue(1_024_000);
        assertThat(hardware.flopsPerSecond()).hasValue(2e9 * 4 * 32);
        assertThat(hardware.accelerators()).containsExactly("NVIDIA L4");
    }

    @Test
    void theLimitsOfAContainerCount() throws IOException {
        write("proc/meminfo", "MemTotal:       1000 kB\n");
        write("sys/fs/cgroup/memory.max", "512000\n");
        write("sys/fs/cgroup/cpu.max", "150000 100000\n");

        Hardware hardware = Hardware.detect(root, 4);

        assertThat(hardware.cores()).isEqualTo(2);
        assertThat(hardware.memoryBytes()).hasValue(512_000);
    }

    @Test
    void containersWithoutLimitsHaveAllOfTheMachine() throws IOException {
        write("proc/meminfo", "MemTotal:       1000 kB\n");
        write("sys/fs/cgroup/memory.max", "max\n");
        write("sys/fs/cgroup/cpu.max", "max 100000\n");

        Hardware hardware = Hardware.detect(root, 4);

        assertThat(hardware.cores()).isEqualTo(4);
        assertThat(hardware.memoryBytes()).hasValue(1_024_000);
    }

    @Test
    void whatIsNotThereIsUnknown() {
        Hardware hardware = Hardware.detect(root, 1);

        assertThat(hardware.processor()).isEmpty();
        assertThat(hardware.memoryBytes()).isEmpty();
        assertThat(hardware.flopsPerSecond()).isEmpty();
        assertThat(hardware.accelerators()).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> hardware.device(1e9));
    }

    @Test
    void aMachineIsADevice() throws IOException {
        write("proc/cpuinfo", "cpu MHz : 1000\nflags : avx512f\n");
        write("proc/meminfo", "MemTotal: 1000 kB\n");

        Device device = Hardware.detect(root, 2).device(5e9);

        assertThat(device.bytesPerSecond()).isEqualTo(5e9);
        assertThat(device.peak(Arithmetic.FP16)).isEqualTo(1e9 * 2 * 64);
    }

    @Test
    void thisMachineIsRead() {
        assertThat(Hardware.detect().cores()).isBetween(1, Runtime.getRuntime().availableProcessors());
    }

    @Test
    void bandwidthIsMeasured() {
        assertThat(MemoryBandwidth.measure(1 << 20)).isBetween(1e8, 1e14);
    }

    @Test
    void theTableOfDevicesSaysWhereItIsFrom() {
        assertThat(Devices.builtIn().byName().values())
                .hasSizeGreaterThanOrEqualTo(12)
                .allMatch(device -> !device.sources().isEmpty());
        assertThat(Devices.builtIn().find("4 x l4").memoryBytes()).isEqualTo(96_000_000_000L);
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
