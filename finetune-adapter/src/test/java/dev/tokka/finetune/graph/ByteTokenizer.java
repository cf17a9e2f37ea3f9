// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.graph;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file of a byte-level tokenizer, as of GPT-2 and most decoders since: special tokens first, then the 256 bytes, then
 * pairs of letters, then pairs of those, until there are enough.
 */
final class ByteTokenizer {

    static final List<String> SPECIAL = List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>");

    private static final ObjectMapper JSON = new ObjectMapper();

    private ByteTokenizer() {}

    /** Returns {@code tokenizer.json} with {@code size} tokens, at least those of the bytes and the special ones. */
    static ObjectNode of(int size) {
        Map<String, Integer> vocabulary = new LinkedHashMap<>();
        for (int value = 0; value < 256; value++) {
            add(vocabulary, String.valueOf(letter(value)));
        }
        ArrayNode merges = JSON.createArrayNode();
        List<String> pairs = new ArrayList<>();
        for (char first = 'a'; first <= 'z'; first++) {
            for (char second = 'a'; second <= 'z'; second++) {
                merge(vocabulary, merges, size, String.valueOf(first), String.valueOf(second));
                pairs.add("" + first + second);
            }
        }
        for (String first : pairs) {
            for (String second : pairs) {
                merge(vocabulary, merges, size, first, second);
            }
        }
        ObjectNode file = JSON.createObjectNode().put("version", "1.0");
        file.putNull("truncation").putNull("padding");
        ArrayNode added = file.putArray("added_tokens");
        SPECIAL.forEach(token -> added.addObject()
                .put("id", SPECIAL.indexOf(token))
                .put("content", token)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", true));
        file.putNull("normalizer");
        file.putObject("pre_tokenizer")
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
        file.putNull("post_processor");
        file.putObject("decoder")
                .put("type", "ByteLevel")
                .put("add_prefix_space", true)
                .put("trim_offsets", true)
                .put("use_regex", true);
        ObjectNode model =
                file.putObject("model").put("type", "BPE").putNull("dropout").putNull("unk_token");
        model.putNull("continuing_subword_prefix")
                .putNull("end_of_word_suffix")
                .put("fuse_unk", false)
                .put("byte_fallback", false)
                .put("ignore_merges", false);
        ObjectNode ids = model.putObject("vocab");
        SPECIAL.forEach(token -> ids.put(token, SPECIAL.indexOf(token)));
        vocabulary.forEach(ids::put);
        model.set("merges", merges);
        return file;
    }

    private static void add(Map<String, Integer> vocabulary, String token) {
        vocabulary.put(token, SPECIAL.size() + vocabulary.size());
    }

    private static void merge(
            Map<String, Integer> vocabulary, ArrayNode merges, int size, String first, String second) {
        if (SPECIAL.size() + vocabulary.size() < size) {
            add(vocabulary, first + second);
            merges.addArray().add(first).add(second);
        }
    }

    /** Returns the letter that stands for a byte: itself if it can be printed, else one from U+0100 on. */
    private static char letter(int value) {
        if (isPrinted(value)) {
            return (char) value;
        }
        int others = 0;
        for (int i = 0; i < value; i++) {
            others += isPrinted(i) ? 0 : 1;
        }
        return (char) (256 + others);
    }

    private static boolean isPrinted(int value) {
        return (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xFF && value != 0xAD);
    }

    /** Returns {@code tokenizer_config.json}, with the template of ChatML. */
    static ObjectNode config(int maxLength) {
        return JSON.createObjectNode()
                .put("tokenizer_class", "GPT2Tokenizer")
                .put("bos_token", "<|im_start|>")
                .put("eos_token", "<|im_end|>")
                .put("pad_token", "<|endoftext|>")
                .put("unk_token", "<|endoftext|>")
                .put("add_bos_token", false)
                .put("add_prefix_space", false)
                .put("clean_up_tokenization_spaces", false)
                .put("model_max_length", maxLength)
                .put(
                        "chat_template",
                        "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content']"
                                + " + '<|im_end|>' + '\n' }}{% endfor %}"
                                + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}");
    }
}
