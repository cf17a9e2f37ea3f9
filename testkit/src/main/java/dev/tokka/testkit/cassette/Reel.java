// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One model's part of a cassette.
 *
 * @param tape what was and is recorded
 * @param model the name of the model
 * @param redaction what is never written
 * @param title the cassette as messages and descriptions name it
 */
record Reel(Tape tape, String model, Redaction redaction, String title) {

    private static final String PIECES = "pieces";

    /** Adds {@code pieces}, unless there are none. */
    static ObjectNode withPieces(ObjectNode response, List<String> pieces, Rewriting hiding) {
        if (!pieces.isEmpty()) {
            response.set(PIECES, Json.texts(hiding.pieces(pieces)));
        }
        return response;
    }

    /** Returns the pieces of {@code entry}, or none if it was not streamed. */
    static List<String> pieces(Entry entry, Rewriting showing) {
        List<String> pieces = new ArrayList<>();
        entry.response().path(PIECES).forEach(piece -> pieces.add(piece.asText()));
        return showing.pieces(pieces);
    }

    /** Returns what {@code reading} makes of {@code entry}; a cassette may have been edited by hand. */
    <T> T read(Entry entry, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RuntimeException e) {
            String line = entry.line() > 0 ? ", entry at line " + entry.line() : "";
            throw new CassetteException(title + line + ": " + e.getMessage(), e);
        }
    }

    static ObjectNode failure(JsonNode failure) {
        ObjectNode response = Json.object();
        response.set("failure", failure);
        return response;
    }
}
