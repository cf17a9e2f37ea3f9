// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a model is made of: a tree of everything that can change its answers.
 *
 * <p>Models built alike have equal descriptions; a change of anything that can change answers changes the description,
 * and with it the {@link #fingerprint}. Approvals, cache keys, experiments and audit entries refer to the fingerprint.
 *
 * @param kind what sort of thing this is, such as {@code "retrieval"}; not blank
 * @param name which one of that sort, such as a model id; empty if the kind says it all
 * @param properties settings and digests by name
 * @param parts what it is built on, in order
 */
public record Description(String kind, String name, Map<String, String> properties, List<Description> parts) {

    private static final String OPAQUE = "opaque";
    private static final String ENDPOINT = "endpoint";
    private static final String REGION = "region";
    private static final String NOWHERE = "none";

    /** Checks and copies the components. */
    public Description {
        Checks.requireText(kind, "kind");
        requireNonNull(name, "name");
        properties = SortedTexts.copyOf(properties);
        parts = List.copyOf(parts);
    }

    /** Returns a description without name, properties or parts. */
    public static Description of(String kind) {
        return of(kind, "");
    }

    /** Returns a description without properties or parts. */
    public static Description of(String kind, String name) {
        return new Description(kind, name, Map.of(), List.of());
    }

    /**
     * Returns the description of a thing that cannot say what it is made of, such as a lambda.
     *
     * <p>Two opaque things of one class are described alike although they may differ: what is {@linkplain #isOpaque()
     * opaque} cannot be approved.
     */
    public static Description opaque(Object thing) {
        Class<?> type = thing.getClass();
        // The names of lambda classes differ from run to run, so they would make equal builds differ.
        return of(OPAQUE, type.isHidden() ? "lambda" : type.getName());
    }

    /** Returns this description with one more property, written by {@link String#valueOf(Object)}. */
    public Description with(String property, Object value) {
        Map<String, String> copy = new TreeMap<>(properties);
        copy.put(Checks.requireText(property, "property"), String.valueOf(requireNonNull(value, "value")));
        return new Description(kind, name, copy, parts);
    }

    /** Returns this description with one more part, after those it has. */
    public Description withPart(Description part) {
        return new Description(
                kind,
                name,
                properties,
                Stream.concat(parts.stream(), Stream.of(part)).toList());
    }

    /** Returns this description with these parts instead of those it has. */
    Description withParts(List<Description> newParts) {
        return new Description(kind, name, properties, newParts);
    }

    /**
     * Returns this description of something that sends what it is given to {@code endpoint}. Where it sends is part of what it
     * is: another endpoint is another description.
     */
    public Description sendingTo(Endpoint endpoint) {
        Description there = with(ENDPOINT, endpoint.address());
        return endpoint.region().map(region -> there.with(REGION, region)).orElse(there);
    }

    /** Returns this description of something that sends nothing out of this process; of its parts this says nothing. */
    public Description sendingNothing() {
        return with(ENDPOINT, NOWHERE);
    }

    /** Returns where this says that it sends what it is given; empty if nowhere, or if it does not say. */
    public Optional<Endpoint> endpoint() {
        return Optional.ofNullable(properties.get(ENDPOINT))
                .filter(address -> !address.equals(NOWHERE))
                .map(Endpoint::of)
                .map(endpoint -> properties.containsKey(REGION) ? endpoint.inRegion(properties.get(REGION)) : endpoint);
    }

    /** Returns whether this says that it sends nothing out of this process. */
    public boolean sendsNothing() {
        return NOWHERE.equals(properties.get(ENDPOINT));
    }

    /** Returns whether this or any part of it cannot say what it is made of. */
    public boolean isOpaque() {
        return kind.equals(OPAQUE) || parts.stream().anyMatch(Description::isOpaque);
    }

    /**
     * Returns this description as JSON: the members {@code kind}, {@code name}, {@code parts} and {@code properties} in
     * this order, properties sorted by name, no white space, and what is not ASCII escaped. Equal descriptions have
     * equal JSON, and different ones different JSON, on every machine.
     */
    public String toJson() {
        return CanonicalJson.write(this);
    }

    /** Returns the SHA-256 of {@link #toJson} in UTF-8, as 64 lower-case hexadecimal digits. */
    public String fingerprint() {
        return Digests.sha256(toJson());
    }
}
