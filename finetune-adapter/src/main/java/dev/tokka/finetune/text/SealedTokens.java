// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Gives the tokens that may act only where a template wrote them other names, which nobody outside knows: neither the
 * search for added tokens nor the vocabulary finds them in a text by their own names any more. Where a template wrote one, its
 * secret name is put in its place, so that a prompt is still tokenized as a whole, as it was in training.
 */
final class SealedTokens {

    private static final int NAME_BYTES = 16; // cannot be guessed

    private final Map<String, String> names = new HashMap<>();
    private final Map<Character, List<String>> byFirst = new HashMap<>();

    SealedTokens(Collection<AddedToken> tokens, RandomGenerator random) {
        for (AddedToken token : tokens) {
            byte[] name = new byte[NAME_BYTES];
            random.nextBytes(name);
            names.put(token.content(), "\uE000" + HexFormat.of().formatHex(name) + "\uE001");
        }
        Map<Character, List<String>> found = new TreeMap<>();
        names.keySet().forEach(name -> found.merge(name.charAt(0), List.of(name), SealedTokens::join));
        // the longest is found first, as tokenizers do
        found.forEach((first, all) -> byFirst.put(
                first,
                all.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList()));
    }

    private static List<String> join(List<String> left, List<String> right) {
        return Stream.concat(left.stream(), right.stream()).toList();
    }

    /** Renames the tokens in the content of a tokenizer.json. */
    void rename(JsonNode tokenizer) {
        tokenizer.path("added_tokens").forEach(node -> {
            String name = names.get(node.path("content").asText());
            if (name != null) {
                ((ObjectNode) node).put("content", name).put("normalized", false);
            }
        });
        JsonNode model = tokenizer.path("model");
        String unknown = names.get(model.path("unk_token").asText());
        if (unknown != null) {
            ((ObjectNode) model).put("unk_token", unknown);
        }
        removeMerges(model.path("merges"));
        JsonNode vocabulary = model.path("vocab");
        if (vocabulary instanceof ObjectNode map) {
            names.forEach((token, name) -> {
                JsonNode id = map.remove(token);
                if (id != null) {
                    map.set(name, id);
                }
            });
        } else {
            vocabulary.forEach(piece -> {
                String name = names.get(piece.path(0).asText());
                if (name != null) {
                    ((ArrayNode) piece).set(0, name);
                }
            });
        }
    }

    /** Removes the steps that would put a renamed token together from letters. */
    private void removeMerges(JsonNode merges) {
        for (Iterator<JsonNode> all = merges.elements(); all.hasNext(); ) {
            JsonNode merge = all.next();
            String left = merge.path(0).asText();
            String right = merge.path(1).asText();
            if (merge.isTextual()) {
                int space = merge.asText().indexOf(' ');
                left = merge.asText().substring(0, Math.max(0, space));
                right = merge.asText().substring(space + 1);
            }
            if (names.containsKey(left) || names.containsKey(right) || names.containsKey(left + right)) {
                all.remove();
            }
        }
    }

    /** Returns the text with the secret name of each token that the template wrote as a whole. */
    String seal(RenderedPrompt prompt) {
        String text = prompt.text();
        StringBuilder sealed = new StringBuilder(text.length() + 256);
        int from = 0;
        for (RenderedPrompt.Span span : prompt.content()) {
            sealPart(text.substring(from, span.start()), sealed);
            sealed.append(text, span.start(), span.end());
            from = span.end();
        }
        sealPart(text.substring(from), sealed);
        return sealed.toString();
    }

    private void sealPart(String part, StringBuilder sealed) {
        int at = 0;
        while (at < part.length()) {
            String token = tokenAt(part, at);
            if (token.isEmpty()) {
                sealed.append(part.charAt(at++));
            } else {
                sealed.append(names.get(token));
                at += token.length();
            }
        }
    }

    private String tokenAt(String part, int at) {
        for (String token : byFirst.getOrDefault(part.charAt(at), List.of())) {
            if (part.startsWith(token, at)) {
                return token;
            }
        }
        return "";
    }
}
