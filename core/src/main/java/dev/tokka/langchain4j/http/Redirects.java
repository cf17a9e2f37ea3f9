// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import java.net.URI;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a redirect may lead. */
final class Redirects {

    private Redirects() {}

    /** Returns {@code request} as the provider wants it sent, or empty if that is not allowed. */
    static Optional<Outgoing> follow(Outgoing request, ResponseInfo info, Set<String> hosts) {
        boolean sameMethod = info.statusCode() == 307 || info.statusCode() == 308;
        return target(request, info)
                .filter(target -> sameMethod && hosts.contains(host(target)))
                .filter(target -> !isSecure(request.wire().uri()) || isSecure(target))
                .map(request::to);
    }

    /** Returns why a redirect was not followed. */
    static String refusal(Outgoing request, ResponseInfo info) {
        String to = target(request, info)
                .map(Redirects::host)
                .filter(host -> !host.isEmpty())
                .orElse("nowhere");
        return "status " + info.statusCode() + ", a redirect to " + to + ", which is not followed";
    }

    private static Optional<URI> target(Outgoing request, ResponseInfo info) {
        try {
            return info.headers()
                    .firstValue("Location")
                    .map(location -> request.wire().uri().resolve(location))
                    .filter(target -> isSecure(target) || "http".equalsIgnoreCase(target.getScheme()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isSecure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private static String host(URI uri) {
        return Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
    }
}
