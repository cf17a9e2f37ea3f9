// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One call with its end.
 *
 * @param request what was asked
 * @param response an answer, a response or a failure, and the pieces of a stream
 * @param line where the entry begins in the file; 0 if it is not there yet
 */
record Entry(Request request, JsonNode response, int line) {

    /** The name of the only model of most cassettes, which is not written. */
    static final String MODEL = "model";

    ObjectNode write() {
        ObjectNode json = Json.object().put("call", request.call());
        if (!request.model().equals(MODEL)) {
            json.put("model", request.model());
        }
        json.set("request", request.content());
        json.set("response", response);
        return json;
    }

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Entry read(JsonNode json, int line) {
        Request request = new Request(
                Require.field(json, "call").asText(), json.path("model").asText(MODEL), Require.field(json, "request"));
        return new Entry(request, Require.field(json, "response"), line);
    }
}
