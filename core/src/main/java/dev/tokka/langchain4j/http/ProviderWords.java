// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** What a provider says, made fit for a message: short, on one line, without keys and without the question. */
final class ProviderWords {

    private static final int LONGEST = 300;
    private static final int LONGEST_LOOKED_AT = 10_000;
    private static final int SHORTEST_TEXT = 8;
    private static final int WINDOW = 12;
    private static final JsonFactory JSON = new JsonFactory();

    private ProviderWords() {}

    /** Returns {@code ", saying: ..."}, or nothing if there are no words. */
    static String quote(Optional<String> words, Outgoing request) {
        String clean = words.map(some -> clean(some, request)).orElse("");
        return clean.isEmpty() ? "" : ", saying: " + clean;
    }

    private static String clean(String words, Outgoing request) {
        String line = words.substring(0, Math.min(words.length(), LONGEST_LOOKED_AT));
        for (String secret : request.secrets()) {
            line = line.replace(secret, "***");
        }
        line = line.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        line = shorten(line);
        return repeats(line, request.body()) ? "(not shown, as it repeats the request)" : line;
    }

    private static String shorten(String line) {
        if (line.length() <= LONGEST) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return line.substring(0, end) + "…";
    }

    /** Returns whether {@code line} repeats a text that was sent; the name of the model is none. */
    private static boolean repeats(String line, String body) {
        try (JsonParser parser = JSON.createParser(body)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING
                        && !"model".equals(parser.currentName())
                        && shares(line, parser.getText())) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return shares(line, body);
        }
    }

    /** Returns whether the line holds the text, or a long run of it: each is found that holds a window. */
    private static boolean shares(String line, String text) {
        if (text.length() < SHORTEST_TEXT) {
            return false;
        }
        if (line.contains(text)) {
            return true;
        }
        for (int start = 0; start + WINDOW <= line.length(); start += WINDOW / 2) {
            if (text.contains(line.substring(start, start + WINDOW))) {
                return true;
            }
        }
        return false;
    }
}
