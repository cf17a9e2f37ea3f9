// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory of an encoder that labels texts or words, with a tokenizer of word pieces as of BERT.
 *
 * @param directory is made if it is not there
 * @param pieces after the four special tokens; those that begin with {@code ##} continue a word
 */
public record EncoderFiles(Path directory, List<String> pieces) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]");

    /** Returns how many tokens there are. */
    public int vocabulary() {
        return SPECIAL.size() + pieces.size();
    }

    /** Writes {@code onnx/model.onnx}, {@code config.json} with these labels, and the files of the tokenizer. */
    public EncoderFiles write(byte[] graph, String modelType, String... labels) {
        try {
            Files.createDirectories(directory.resolve("onnx"));
            Files.write(directory.resolve("onnx/model.onnx"), graph);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ObjectNode config = JSON.createObjectNode()
                .put("model_type", modelType)
                .put("max_position_embeddings", 64)
                .put("vocab_size", vocabulary());
        ObjectNode names = config.putObject("id2label");
        for (int i = 0; i < labels.length; i++) {
            names.put(Integer.toString(i), labels[i]);
        }
        json("config.json", config);
        json(
                "tokenizer_config.json",
                JSON.createObjectNode().put("tokenizer_class", "BertTokenizer").put("model_max_length", 64));
        json("tokenizer.json", tokenizer());
        return this;
    }

    /** Writes one member of {@code config.json} anew. */
    public EncoderFiles config(String member, JsonNode value) {
        try {
            ObjectNode config = (ObjectNode) JSON.readTree(Files.readAllBytes(directory.resolve("config.json")));
            config.set(member, value);
            json("config.json", config);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void json(String name, JsonNode content) {
        ModelFiles.json(directory, name, content);
    }

    private ObjectNode tokenizer() {
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
        file.putObject("normalizer")
                .put("type", "BertNormalizer")
                .put("clean_text", true)
                .put("handle_chinese_chars", true)
                .putNull("strip_accents")
                .put("lowercase", true);
        file.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
        ObjectNode marks = file.putObject("post_processor").put("type", "TemplateProcessing");
        template(marks.putArray("single"), "[CLS]0", "A0", "[SEP]0");
        template(marks.putArray("pair"), "[CLS]0", "A0", "[SEP]0", "B1", "[SEP]1");
        ObjectNode special = marks.putObject("special_tokens");
        for (String token : List.of("[CLS]", "[SEP]")) {
            ObjectNode one = special.putObject(token).put("id", token);
            one.putArray("ids").add(SPECIAL.indexOf(token));
            one.putArray("tokens").add(token);
        }
        file.putObject("decoder").put("type", "WordPiece").put("prefix", "##").put("cleanup", true);
        ObjectNode model = file.putObject("model")
                .put("type", "WordPiece")
                .put("unk_token", "[UNK]")
                .put("continuing_subword_prefix", "##")
                .put("max_input_chars_per_word", 100);
        ObjectNode ids = model.putObject("vocab");
        Stream.concat(SPECIAL.stream(), pieces.stream()).forEach(piece -> ids.put(piece, ids.size()));
        return file;
    }

    private static void template(ArrayNode template, String... parts) {
        for (String part : parts) {
            String id = part.substring(0, part.length() - 1);
            template.addObject()
                    .putObject(id.startsWith("[") ? "SpecialToken" : "Sequence")
                    .put("id", id)
                    .put("type_id", part.charAt(part.length() - 1) - '0');
        }
    }
}
