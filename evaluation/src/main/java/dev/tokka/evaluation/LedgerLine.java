// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Digests;
import dev.tokka.Question;
import java.time.Instant;

/**
 * One line of a ledger.
 *
 * @param identity of the model, see {@link Candidate#identity()}
 * @param asked the digest of the question as it was asked
 * @param at when the answer came
 * @param entry the rest
 */
record LedgerLine(String identity, String asked, Instant at, Entry entry) {

    /** Under which an answer is found again. */
    record Key(String identity, String asked) {}

    Key key() {
        return new Key(identity, asked);
    }

    static String digest(Question asked) {
        return Digests.sha256(CaseJson.write(asked));
    }

    String write() {
        ObjectNode json = Json.object();
        json.put("model", entry.model());
        json.put("identity", identity);
        json.put("case", entry.caseId());
        json.put("seed", entry.seed());
        json.put("asked", asked);
        json.put("at", at.toString());
        json.set("outcome", OutcomeJson.write(entry.outcome()));
        return Json.write(json);
    }

    /**
     * Reads a line.
     *
     * @throws JsonProcessingException if it is not JSON
     * @throws RuntimeException if it is JSON but not of this form
     */
    static LedgerLine read(String line) throws JsonProcessingException {
        JsonNode json = Json.read(line);
        Entry entry = new Entry(
                json.required("model").asText(),
                json.required("case").asText(),
                json.required("seed").longValue(),
                OutcomeJson.read(json.required("outcome")));
        return new LedgerLine(
                json.required("identity").asText(),
                json.required("asked").asText(),
                Instant.parse(json.required("at").asText()),
                entry);
    }
}
