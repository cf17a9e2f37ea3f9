// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.server;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it arrived at a {@link FakeOpenAiServer}.
 *
 * @param line method and path, such as {@code "POST /v1/chat/completions"}
 * @param headers the first value of each header, by its name in lower case
 * @param body as text
 */
public record ServedRequest(String line, Map<String, String> headers, String body) {

    /** Checks and copies the components. */
    public ServedRequest {
        requireNonNull(line, "line");
        headers = Map.copyOf(headers);
        requireNonNull(body, "body");
    }

    /** Returns a header by its name, in upper or lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
