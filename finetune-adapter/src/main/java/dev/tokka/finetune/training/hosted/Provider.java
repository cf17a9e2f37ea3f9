// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.hosted;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Endpoint;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Who trains, and how it is reached.
 *
 * @param address of the API, such as {@code https://api.example.com/v1}: http or https, without a password
 * @param key returns the key; asked for each request, never kept or shown
 * @param timeout how long one request may take in all, an upload too; longer than nothing
 * @param attempts how often a request that may be repeated is made at most; at least 1
 * @param longestWait how long the provider is waited for between two attempts at most, also if it wants more; not negative
 */
public record Provider(URI address, Supplier<String> key, Duration timeout, int attempts, Duration longestWait) {

    /** Checks the ranges above. */
    public Provider {
        Endpoint unused = Endpoint.of(address); // checks it
        requireNonNull(unused, "address");
        requireNonNull(key, "key");
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be longer than nothing but is " + timeout);
        }
        Checks.requireAtLeast(1, attempts, "attempts");
        if (longestWait.isNegative()) {
            throw new IllegalArgumentException("longestWait must not be negative but is " + longestWait);
        }
    }

    /** Returns a provider of whom each request may take two minutes and three attempts, a minute apart at most. */
    public static Provider of(URI address, Supplier<String> key) {
        return new Provider(address, key, Duration.ofMinutes(2), 3, Duration.ofMinutes(1));
    }

    /** Returns this with another time for one request. */
    public Provider withTimeout(Duration newTimeout) {
        return new Provider(address, key, newTimeout, attempts, longestWait);
    }

    /** Returns this with other attempts. */
    public Provider withAttempts(int newAttempts, Duration newLongestWait) {
        return new Provider(address, key, timeout, newAttempts, newLongestWait);
    }

    URI at(String path) {
        String base = address.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /** Returns the address; the key is nowhere. */
    @Override
    public String toString() {
        return address.toString();
    }
}
