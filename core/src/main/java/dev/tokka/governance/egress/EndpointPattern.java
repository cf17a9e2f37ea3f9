// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Endpoint;

/**
 * Which endpoints a rule is about.
 *
 * <p>Written {@code https://api.example.com/v1}: that path and all below it, at that port. Without a scheme it is
 * {@code https}; without a port, the one of the scheme. A host may be {@code *.example.com}, which is every host below
 * {@code example.com} but not that one, or {@code *}, which is any.
 *
 * @param below the endpoint that matches are equal to or below; of a pattern with {@code *.}, its host without that
 * @param hosts which hosts match
 */
public record EndpointPattern(Endpoint below, Hosts hosts) {

    /** Which hosts match. */
    public enum Hosts {
        /** The host of the pattern. */
        THIS,
        /** Every host whose name ends with a dot and the host of the pattern. */
        UNDER_THIS,
        /** Any host. */
        ANY
    }

    private static final String ANY = "*";
    private static final String UNDER = "*.";
    private static final String SCHEME_END = "://";

    /**
     * Checks that a pattern names no region, which is for the rule to do.
     *
     * @throws IllegalArgumentException if it does
     */
    public EndpointPattern {
        requireNonNull(hosts, "hosts");
        if (below.region().isPresent()) {
            throw new IllegalArgumentException("pattern must not name a region");
        }
    }

    /**
     * Returns the pattern that is written so.
     *
     * @throws IllegalArgumentException if it is none; the message does not repeat it
     */
    public static EndpointPattern parse(String pattern) {
        String text = Checks.requireText(pattern, "pattern");
        String full = text.contains(SCHEME_END) ? text : "https" + SCHEME_END + text;
        int at = full.indexOf(SCHEME_END) + SCHEME_END.length();
        String scheme = full.substring(0, at);
        String rest = full.substring(at);
        if (full.indexOf('?') >= 0 || full.indexOf('#') >= 0) {
            throw new IllegalArgumentException("pattern must not have a query or a fragment");
        }
        if (rest.startsWith(UNDER)) {
            return new EndpointPattern(Endpoint.of(scheme + rest.substring(UNDER.length())), Hosts.UNDER_THIS);
        }
        if (rest.startsWith(ANY)) {
            return new EndpointPattern(Endpoint.of(scheme + "any" + rest.substring(ANY.length())), Hosts.ANY);
        }
        return new EndpointPattern(Endpoint.of(full), Hosts.THIS);
    }

    /** Returns whether {@code endpoint} is one of these, whatever its region. */
    public boolean matches(Endpoint endpoint) {
        return switch (hosts) {
            case THIS -> below.covers(endpoint);
            case UNDER_THIS -> endpoint.host().endsWith("." + below.host()) && coversAt(endpoint);
            case ANY -> coversAt(endpoint);
        };
    }

    /** Returns whether all but the host is that of the pattern, or below. */
    private boolean coversAt(Endpoint endpoint) {
        return below.scheme().equals(endpoint.scheme())
                && below.port() == endpoint.port()
                && (endpoint.path() + "/").startsWith(below.path() + "/");
    }

    /** Returns the pattern as {@link #parse} reads it. */
    @Override
    public String toString() {
        String address = below.address();
        int at = address.indexOf(SCHEME_END) + SCHEME_END.length();
        return switch (hosts) {
            case THIS -> address;
            case UNDER_THIS -> address.substring(0, at) + UNDER + address.substring(at);
            case ANY ->
                address.substring(0, at)
                        + ANY
                        + address.substring(at + below.host().length());
        };
    }
}
