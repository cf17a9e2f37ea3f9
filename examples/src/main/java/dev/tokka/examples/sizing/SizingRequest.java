// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.sizing;

import dev.tokka.Money;
import dev.tokka.sizing.Architectures;
import dev.tokka.sizing.Deployment;
import dev.tokka.sizing.Device;
import dev.tokka.sizing.Devices;
import dev.tokka.sizing.Hardware;
import dev.tokka.sizing.MemoryBandwidth;
import dev.tokka.sizing.ModelArchitecture;
import dev.tokka.sizing.Precision;
import dev.tokka.sizing.cost.Workload;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.Optional;
import java.util.Properties;

/**
 * What the user of {@link SizingBill} asks for.
 *
 * @param deployment what is to be served
 * @param device on what
 * @param workload what an answer reads and writes
 * @param perHour what an hour of the device costs, if anybody said it
 * @param trainingTokens how many tokens a training would have, repetitions included
 */
public record SizingRequest(
        Deployment deployment, Device device, Workload workload, Optional<Money> perHour, long trainingTokens) {

    /**
     * Reads the properties; one that is empty counts as not given.
     *
     * @throws IllegalArgumentException if one is wrong; the message is one line
     * @throws IOException if the file of a model cannot be read
     */
    public static SizingRequest of(Properties properties) throws IOException {
        ModelArchitecture model = model(text(properties, "model", "llama-3.1-8b"));
        Precision precision = Precision.named(text(properties, "precision", "int4"));
        Workload workload = new Workload(
                number(properties, "prompt", 400),
                number(properties, "retrieved", 1_600),
                number(properties, "written", 300),
                1);
        int context = Math.min(model.shape().positions(), Math.max(4_096, workload.read() + workload.written()));
        Deployment deployment = Deployment.of(model, precision)
                .context(number(properties, "context", context))
                .batch(number(properties, "batch", 1));
        Device device = device(text(properties, "device", "l4"), precision.bytes(model));
        Optional<Money> hourly = property(properties, "hourly").map(SizingRequest::dollars);
        return new SizingRequest(
                deployment,
                device,
                workload,
                hourly.or(() -> device.running().rent().map(rent -> rent.perHour())),
                number(properties, "training", 10_000_000));
    }

    /** A name of the catalogue, or a path of a configuration. */
    private static ModelArchitecture model(String name) throws IOException {
        Path file = Path.of(name);
        return name.endsWith(".json") || Files.isRegularFile(file)
                ? ModelArchitecture.read(file)
                : Architectures.builtIn().find(name);
    }

    /** A name of the table, or the machine that this runs on. */
    private static Device device(String name, long weights) {
        return name.equals("this")
                ? Hardware.detect().device(MemoryBandwidth.measure(weights))
                : Devices.builtIn().find(name);
    }

    private static Money dollars(String amount) {
        try {
            return new Money(new BigDecimal(amount), Currency.getInstance("USD"));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("hourly must be a number of dollars but is " + amount, e);
        }
    }

    private static int number(Properties properties, String name, int otherwise) {
        String value = text(properties, name, String.valueOf(otherwise)).replace("_", "");
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number but is " + value, e);
        }
    }

    private static String text(Properties properties, String name, String otherwise) {
        return property(properties, name).orElse(otherwise);
    }

    private static Optional<String> property(Properties properties, String name) {
        return Optional.ofNullable(properties.getProperty(name)).filter(value -> !value.isBlank());
    }
}
