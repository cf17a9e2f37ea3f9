// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.onnx.ModelDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small tokenizers of the kinds that language models have, with the special tokens of ChatML and an added token. */
final class TestTokenizers {

    static final List<String> SPECIAL = List.of("<unk>", "<s>", "</s>", "<|im_start|>", "<|im_end|>");
    static final String ADDED = "[1]";
    static final List<String> KINDS = List.of("byte-level", "llama", "metaspace", "unigram", "words", "wordpiece");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String LETTERS =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<>|_/[]{}.,:;!?'\"()=+-*#@%&$^~`\\";

    private TestTokenizers() {}

    /** Writes a tokenizer and returns its directory. */
    static ModelDirectory write(Path directory, String kind) {
        try {
            Files.writeString(directory.resolve("tokenizer.json"), json(kind).toString());
            return ModelDirectory.of(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode json(String kind) throws IOException {
        ObjectNode json = switch (kind) {
            case "byte-level" ->
                model(
                        "BPE",
                        byteLetters(),
                        "'pre_tokenizer':{'type':'ByteLevel','add_prefix_space':false,"
                                + "'trim_offsets':true,'use_regex':true},'decoder':{'type':'ByteLevel','add_prefix_space':true,'trim_offsets':true,'use_regex':true},'normalizer':null");
            case "llama" ->
                model(
                        "BPE",
                        pieces(),
                        "'normalizer':{'type':'Sequence','normalizers':[{'type':'Prepend',"
                                + "'prepend':'\u2581'},{'type':'Replace','pattern':{'String':' '},'content':'\u2581'}]},"
                                + "'pre_tokenizer':null,'decoder':{'type':'Sequence','decoders':[{'type':'Replace','pattern':"
                                + "{'String':'\u2581'},'content':' '},{'type':'ByteFallback'},{'type':'Fuse'},{'type':'Strip',"
                                + "'content':' ','start':1,'stop':0}]}");
            case "metaspace" -> model("BPE", pieces(), metaspace("first"));
            case "unigram" -> model("Unigram", pieces(), metaspace("always"));
            case "words" ->
                model(
                        "WordLevel",
                        List.of("hello", "world", "a"),
                        "'normalizer':null,'pre_tokenizer':{'type':'WhitespaceSplit'},'decoder':null");
            default ->
                model(
                        "WordPiece",
                        List.of("hello", "wor", "##ld", "a", "##a"),
                        "'normalizer':null,'pre_tokenizer':{'type':'WhitespaceSplit'},'decoder':{'type':'WordPiece',"
                                + "'prefix':'##','cleanup':false}");
        };
        return json;
    }

    private static String metaspace(String scheme) {
        String metaspace = "{'type':'Metaspace','replacement':'\u2581','prepend_scheme':'" + scheme + "','split':true}";
        return "'normalizer':null,'pre_tokenizer':" + metaspace + ",'decoder':" + metaspace;
    }

    private static List<String> byteLetters() {
        List<String> letters = new ArrayList<>();
        int next = 256;
        for (int value = 0; value < 256; value++) {
            boolean printable = (value >= '!' && value <= '~') || (value >= 0xA1 && value != 0xAD);
            letters.add(String.valueOf((char) (printable ? value : next++)));
        }
        letters.addAll(List.of("he", "ll", "hell", "\u0120a"));
        return letters;
    }

    private static List<String> pieces() {
        List<String> pieces = new ArrayList<>();
        for (int value = 0; value < 256; value++) {
            pieces.add(String.format("<0x%02X>", value));
        }
        pieces.add("\u2581");
        LETTERS.chars().forEach(c -> pieces.add(String.valueOf((char) c)));
        pieces.addAll(List.of("\u2581h", "he", "ll", "hell", "\u2581a"));
        return pieces;
    }

    private static ObjectNode model(String type, List<String> vocabulary, String rest) throws IOException {
        ObjectNode json = (ObjectNode) MAPPER.readTree(
                ("{'version':'1.0','truncation':null,'padding':null,'post_processor':null," + rest + "}")
                        .replace('\'', '"'));
        ArrayNode added = json.putArray("added_tokens");
        ObjectNode model = json.putObject("model").put("type", type);
        List<String> all = new ArrayList<>(SPECIAL);
        all.addAll(vocabulary);
        for (String special : SPECIAL) {
            added.addObject().setAll(added(SPECIAL.indexOf(special), special, true));
        }
        added.addObject().setAll(added(all.size(), ADDED, false));
        if (type.equals("Unigram")) {
            ArrayNode pieces = model.put("unk_id", 0).put("byte_fallback", true).putArray("vocab");
            all.forEach(piece -> pieces.addArray().add(piece).add(SPECIAL.contains(piece) ? 0.0 : -piece.length()));
            return json;
        }
        ObjectNode vocab = model.putObject("vocab");
        for (int id = 0; id < all.size(); id++) {
            vocab.put(all.get(id), id);
        }
        model.put("unk_token", "<unk>");
        if (type.equals("BPE")) {
            model.put("byte_fallback", all.contains("<0x00>"))
                    .put("ignore_merges", true)
                    .put("fuse_unk", true);
            ArrayNode merges = model.putArray("merges");
            List.of("h e", "l l", "he ll").forEach(merges::add);
            merges.add(all.contains("\u2581") ? "\u2581 a" : "\u0120 a");
        } else if (type.equals("WordPiece")) {
            model.put("continuing_subword_prefix", "##").put("max_input_chars_per_word", 100);
        }
        return json;
    }

    private static ObjectNode added(int id, String content, boolean special) {
        return MAPPER.createObjectNode()
                .put("id", id)
                .put("content", content)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", special);
    }

    static JsonNode read(Path file) throws IOException {
        return MAPPER.readTree(Files.readAllBytes(file));
    }
}
