// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.Money;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The devices that people run models on, with memory, bandwidth, peaks, power and, where one was found, a price.
 *
 * <p>Memory is as it is sold, in units of 10^9 bytes: most drivers report a little more, so that {@link Deployment#fit} errs
 * to the safe side. It is data that comes with the library, as of its release; each entry names its sources. Immutable.
 */
public final class Devices {

    private static final String RESOURCE = "devices.json";

    private final SortedMap<String, Device> byName;

    private Devices(Collection<Device> devices) {
        SortedMap<String, Device> map = new TreeMap<>();
        devices.forEach(device -> map.put(device.name(), device));
        this.byName = Collections.unmodifiableSortedMap(map);
    }

    /** Returns the devices that come with this library. */
    public static Devices builtIn() {
        try (InputStream in = Devices.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing beside the class");
            }
            List<Device> devices = new ArrayList<>();
            new ObjectMapper().readTree(in).path("devices").forEach(node -> devices.add(device(node)));
            return new Devices(devices);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all devices by name, sorted. */
    public SortedMap<String, Device> byName() {
        return byName;
    }

    /**
     * Returns the device {@code name}; {@code 4 x name} is four of them.
     *
     * @throws IllegalArgumentException if there is none; the message names the nearest
     */
    public Device find(String name) {
        String[] parts = name.strip().split("\\s+x\\s+", 2);
        boolean several = parts.length == 2 && parts[0].matches("[1-9][0-9]{0,4}");
        String one = several ? parts[1] : name.strip();
        Device device = byName.get(one);
        if (device == null) {
            throw new IllegalArgumentException(Names.unknown("device", one, byName.keySet()));
        }
        return several ? device.times(Integer.parseInt(parts[0])) : device;
    }

    private static Device device(JsonNode node) {
        Map<Arithmetic, Double> peaks = new EnumMap<>(Arithmetic.class);
        node.path("teraflops")
                .properties()
                .forEach(peak -> peaks.put(
                        Arithmetic.valueOf(peak.getKey()), peak.getValue().asDouble() * 1e12));
        List<String> sources = new ArrayList<>();
        node.path("sources").forEach(source -> sources.add(source.asText()));
        return new Device(
                node.path("name").asText(),
                Math.multiplyExact(node.path("gigabytes").asLong(), 1_000_000_000L),
                node.path("gigabytesPerSecond").asDouble() * 1e9,
                peaks,
                new Device.Running(node.path("watts").asDouble(), rent(node.path("rent"))),
                sources);
    }

    private static Optional<Rent> rent(JsonNode node) {
        return node.isObject()
                ? Optional.of(new Rent(
                        new Money(
                                new BigDecimal(node.path("perHour").asText()),
                                Currency.getInstance(node.path("currency").asText())),
                        LocalDate.parse(node.path("day").asText()),
                        node.path("source").asText()))
                : Optional.empty();
    }
}
