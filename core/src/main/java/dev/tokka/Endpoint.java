// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where something is sent: a server, or a part of one, without user name, password, query and fragment.
 *
 * <p>Addresses that mean the same are equal: letters of scheme and host are lower case, a host is in ASCII and without the dot
 * at its end, and a port that is left out is that of the scheme.
 *
 * @param scheme such as {@code https}
 * @param host a name or an address, as of {@link URI#getHost}, that of IPv6 in brackets
 * @param port from 1 to 65535
 * @param path empty, or {@code /} and what follows, without one at the end; as it is sent, so with what is escaped
 * @param region where the server stands, as its operator says, such as {@code eu-west-1}; empty if nobody has said
 */
public record Endpoint(String scheme, String host, int port, String path, Optional<String> region) {

    private static final int MAX_PORT = 65_535;
    private static final Map<String, Integer> PORTS = Map.of("https", 443, "http", 80, "postgresql", 5432);

    /**
     * Checks the components and writes them as said above.
     *
     * @throws IllegalArgumentException if one of them is none, or the path goes up by {@code ..}
     */
    public Endpoint {
        scheme = Checks.requireText(scheme, "scheme").toLowerCase(Locale.ROOT);
        host = host(host);
        Checks.requireIn(1, MAX_PORT, port, "port");
        path = path(path);
        region.ifPresent(name -> Checks.requireText(name, "region"));
    }

    /**
     * Returns the endpoint at {@code address}, of which nobody has said where it stands; a query and a fragment are left out.
     *
     * @throws IllegalArgumentException if it has no scheme or no host, a user name or password, or a port is missing that its
     *     scheme does not tell; the message does not repeat the address, which may hold a secret
     */
    public static Endpoint of(URI address) {
        String scheme = address.getScheme();
        if (scheme == null || address.getHost() == null || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException("endpoint must be an address such as https://api.example.com/v1, with a"
                    + " host and without user name and password");
        }
        int port = address.getPort() >= 0 ? address.getPort() : usualPort(scheme.toLowerCase(Locale.ROOT));
        if (port < 0) {
            throw new IllegalArgumentException("endpoint must have a port, as its scheme tells none");
        }
        String path = address.getRawPath();
        return new Endpoint(scheme, address.getHost(), port, path == null ? "" : path, Optional.empty());
    }

    /**
     * Returns the endpoint at {@code address}, as {@link #of(URI)} does.
     *
     * @throws IllegalArgumentException also if it is no address
     */
    public static Endpoint of(String address) {
        try {
            return of(URI.create(requireNonNull(address, "address")));
        } catch (IllegalArgumentException e) {
            if (e.getCause() == null) {
                throw e;
            }
            throw new IllegalArgumentException("endpoint must be an address such as https://api.example.com/v1");
        }
    }

    /** Returns this endpoint in {@code newRegion}. */
    public Endpoint inRegion(String newRegion) {
        return new Endpoint(scheme, host, port, path, Optional.of(newRegion));
    }

    /** Returns the address, with the port unless it is that of the scheme. */
    public String address() {
        return scheme + "://" + host + (usualPort(scheme) == port ? "" : ":" + port) + path;
    }

    /** Returns whether {@code other} is this or below it: at the same scheme, host and port, on a path that begins with this one. */
    public boolean covers(Endpoint other) {
        return scheme.equals(other.scheme) && host.equals(other.host) && port == other.port && covers(other.path);
    }

    /** A path begins with another one segment by segment. */
    private boolean covers(String other) {
        return path.isEmpty() || other.equals(path) || (other.startsWith(path) && other.charAt(path.length()) == '/');
    }

    private static int usualPort(String scheme) {
        return PORTS.getOrDefault(scheme, -1);
    }

    private static String host(String host) {
        String plain = Checks.requireText(host, "host");
        String ascii = plain.startsWith("[") ? plain : IDN.toASCII(plain);
        String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        return Checks.requireText(name, "host").toLowerCase(Locale.ROOT);
    }

    private static String path(String path) {
        String plain = requireNonNull(path, "path");
        while (plain.endsWith("/")) {
            plain = plain.substring(0, plain.length() - 1);
        }
        if (!plain.isEmpty() && !plain.startsWith("/")) {
            throw new IllegalArgumentException("path must begin with /");
        }
        String dots = plain.toLowerCase(Locale.ROOT).replace("%2e", ".");
        if ((dots + "/").contains("/../") || dots.contains("\\") || dots.contains("%5c") || dots.contains("%2f")) {
            throw new IllegalArgumentException("path must not go up, nor hide a slash");
        }
        return plain;
    }

    /** Returns address and region. */
    @Override
    public String toString() {
        return address() + region.map(name -> " in " + name).orElse("");
    }
}
