// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import java.net.URI;
import java.util.Locale;

/** What kind of answer an address gives, and so what makes one complete. */
enum Api {
    /** Chat and text completions of OpenAI and of those that speak like it. */
    COMPLETIONS,
    /** Chat and text generation of Ollama. */
    OLLAMA,
    /** Anything else. */
    OTHER;

    /** How a stream is cut into events. */
    enum Framing {
        /** Server-sent events. */
        EVENTS,
        /** One JSON object a line. */
        LINES,
        /** Not at all: this is no stream of answers. */
        NONE
    }

    static Api of(URI uri) {
        String path = String.valueOf(uri.getPath());
        if (path.endsWith("/completions")) {
            return COMPLETIONS;
        }
        return path.endsWith("/api/chat") || path.endsWith("/api/generate") ? OLLAMA : OTHER;
    }

    /** Returns the content type without its parameters, in lower case; empty if there is none. */
    static String mediaType(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** Returns how a streamed answer of type {@code mediaType} is cut; a missing type is what is expected here. */
    Framing framing(String mediaType) {
        return switch (mediaType) {
            case "text/event-stream" -> Framing.EVENTS;
            case "application/x-ndjson", "application/ndjson", "application/jsonl" -> Framing.LINES;
            case "application/json" -> this == OLLAMA ? Framing.LINES : Framing.NONE;
            case "" -> this == OLLAMA ? Framing.LINES : Framing.EVENTS;
            default -> Framing.NONE;
        };
    }

    /** Returns whether an answer that is not streamed may be of type {@code mediaType}; a missing type may be any. */
    boolean accepts(String mediaType) {
        return this == OTHER ? !mediaType.equals("text/html") : mediaType.isEmpty() || isJson(mediaType);
    }

    /** Returns whether {@code mediaType} is JSON. */
    static boolean isJson(String mediaType) {
        return mediaType.equals("application/json") || mediaType.endsWith("+json");
    }
}
