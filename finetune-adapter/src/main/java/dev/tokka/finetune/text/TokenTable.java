// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The tokens of a tokenizer.json by their names and by their numbers.
 *
 * @param ids the number of each token by its name
 * @param added the added tokens
 * @param bytes what each token adds to a text, by its number
 * @param stripsFirstSpace whether a text loses the space it starts with
 */
record TokenTable(Map<String, Integer> ids, List<AddedToken> added, List<byte[]> bytes, boolean stripsFirstSpace) {

    private static final int MAX_TOKENS = 1 << 22; // 4 million; the largest have 300,000

    static TokenTable of(Path file, JsonNode tokenizer, OptionalInt size) {
        Map<String, Integer> ids =
                new HashMap<>(vocabulary(file, tokenizer.path("model").path("vocab")));
        TokenBytes decoder = new TokenBytes(file, tokenizer.path("decoder"));
        int count = ids.values().stream().mapToInt(id -> id + 1).max().orElse(0);
        List<AddedToken> added = new ArrayList<>();
        for (JsonNode node : tokenizer.path("added_tokens")) {
            int id = id(file, node.path("id"));
            String content = node.path("content").asText();
            if (!content.isEmpty()) {
                added.add(new AddedToken(id, content, node.path("special").asBoolean()));
                count = Math.max(count, id + 1);
            }
        }
        List<byte[]> bytes = new ArrayList<>(Collections.nCopies(size.orElse(count), new byte[0]));
        ids.forEach((token, id) -> set(bytes, id, decoder.of(token)));
        for (AddedToken token : added) {
            ids.put(token.content(), token.id());
            set(bytes, token.id(), token.special() ? new byte[0] : decoder.ofAdded(token.content()));
        }
        return new TokenTable(ids, added, bytes, decoder.stripsFirstSpace());
    }

    /** Leaves out tokens for which the model has no logit, as it can never write them. */
    private static void set(List<byte[]> bytes, int id, byte[] value) {
        if (id < bytes.size()) {
            bytes.set(id, value);
        }
    }

    private static Map<String, Integer> vocabulary(Path file, JsonNode vocabulary) {
        Map<String, Integer> ids = new HashMap<>();
        if (vocabulary.isObject()) {
            vocabulary.properties().forEach(entry -> ids.put(entry.getKey(), id(file, entry.getValue())));
        } else if (vocabulary.isArray()) {
            int id = 0;
            for (JsonNode piece : vocabulary) {
                ids.put(piece.path(0).asText(), id++);
            }
        } else {
            throw new ModelFileException(file, Reason.MALFORMED, "expected \"model\" with a \"vocab\" but it has none");
        }
        return ids;
    }

    private static int id(Path file, JsonNode id) {
        if (!id.isInt() || id.intValue() < 0 || id.intValue() >= MAX_TOKENS) {
            throw new ModelFileException(
                    file, Reason.MALFORMED, "expected numbers of tokens from 0 to " + (MAX_TOKENS - 1));
        }
        return id.intValue();
    }
}
