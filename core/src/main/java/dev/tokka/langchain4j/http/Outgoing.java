// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import dev.langchain4j.exception.UnsupportedFeatureException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A request as it goes out.
 *
 * @param wire what is sent
 * @param body its body; empty if it has none
 */
record Outgoing(HttpRequest wire, String body) {

    private static final Set<String> HARMLESS = Set.of("content-type", "accept", "user-agent");
    private static final List<String> SECRET_NAMES = List.of("auth", "key", "token", "secret", "cookie", "password");
    private static final int SHORTEST_SECRET = 6;

    /**
     * Returns what LangChain4j asks to be sent.
     *
     * @throws TransportException if the address or a header is not valid; the message does not repeat it, as both may
     *     hold a key
     * @throws UnsupportedFeatureException if it has several parts
     */
    static Outgoing of(dev.langchain4j.http.client.HttpRequest request) {
        if (!request.formDataFields().isEmpty() || !request.formDataFiles().isEmpty()) {
            throw new UnsupportedFeatureException("multipart requests are not supported by GuardedHttpClientBuilder");
        }
        URI uri;
        HttpRequest.Builder builder;
        try {
            uri = URI.create(request.url());
            builder = HttpRequest.newBuilder(uri);
        } catch (IllegalArgumentException e) {
            throw misconfigured("expected the address of the model to be an http or https URL but it is none");
        }
        for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
            for (String value : header.getValue()) {
                header(builder, header.getKey(), value);
            }
        }
        String body = Optional.ofNullable(request.body()).orElse("");
        builder.method(
                request.method().name(), body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return new Outgoing(builder.build(), body);
    }

    private static void header(HttpRequest.Builder builder, String name, String value) {
        try {
            builder.header(name, value);
        } catch (IllegalArgumentException e) {
            throw misconfigured("the value of the header " + name + " cannot be sent; does it end in a line break?");
        }
    }

    private static TransportException misconfigured(String message) {
        return new TransportException(TransportException.Kind.CONFIGURATION, message);
    }

    /** Returns this request to {@code target}, with nothing that is meant for the first host only if it is another. */
    Outgoing to(URI target) {
        boolean sameOrigin = origin(target).equals(origin(wire.uri()));
        HttpRequest.Builder builder = HttpRequest.newBuilder(target);
        wire.headers().map().forEach((name, values) -> {
            if (sameOrigin || HARMLESS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        builder.method(wire.method(), wire.bodyPublisher().orElseGet(BodyPublishers::noBody));
        return new Outgoing(builder.build(), body);
    }

    private static String origin(URI uri) {
        return (uri.getScheme() + "://" + uri.getAuthority()).toLowerCase(Locale.ROOT);
    }

    /** Returns what kind of answer to expect. */
    Api endpoint() {
        return Api.of(wire.uri());
    }

    /** Returns where this goes, for messages; without the query, which may hold a key. */
    String where() {
        URI uri = wire.uri();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return wire.method() + " " + uri.getScheme() + "://" + uri.getHost() + port + uri.getPath();
    }

    /** Returns what must not be repeated to anybody. */
    List<String> secrets() {
        Stream<String> headers = wire.headers().map().entrySet().stream()
                .filter(header -> isSecret(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .flatMap(value -> Stream.of(value.split("\\s+")));
        Stream<String> query = Stream.of(
                        Optional.ofNullable(wire.uri().getQuery()).orElse("").split("&"))
                .filter(Outgoing::isSecret)
                .map(pair -> pair.substring(pair.indexOf('=') + 1));
        return Stream.concat(headers, query)
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .filter(secret -> !secret.equalsIgnoreCase("Bearer"))
                .toList();
    }

    private static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SECRET_NAMES.stream().anyMatch(lower::contains);
    }

    /** Returns where this goes: the body is somebody's question, and the headers hold a key. */
    @Override
    public String toString() {
        return where();
    }
}
