// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import static dev.tokka.onnx.GraphWriter.BOOL;
import static dev.tokka.onnx.GraphWriter.FLOAT;
import static dev.tokka.onnx.GraphWriter.INT64;
import static dev.tokka.onnx.GraphWriter.attribute;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tokka.onnx.GraphWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Model directories with a vocabulary of a few words. */
record TinyModel(Path directory) {

    /** The number of a token is its place. */
    static final List<String> VOCABULARY =
            List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "fee", "card", "lost", "nan", "slow");

    private static final String TEMPLATE = "{\"type\": \"TemplateProcessing\", \"single\": [CLS0, A0, SEP0],"
            + " \"pair\": [CLS0, A0, SEP0, B1, SEP1], \"special_tokens\": {"
            + "\"[CLS]\": {\"id\": \"[CLS]\", \"ids\": [2], \"tokens\": [\"[CLS]\"]},"
            + "\"[SEP]\": {\"id\": \"[SEP]\", \"ids\": [3], \"tokens\": [\"[SEP]\"]}}}";

    /** Marks pairs as BERT does: {@code [CLS] query [SEP] text [SEP]}, with 1 for the type of the second half. */
    TinyModel bertTokenizer() throws IOException {
        String template = TEMPLATE.replaceAll(
                        "(CLS|SEP)([01])", "{\"SpecialToken\": {\"id\": \"[$1]\", \"type_id\": $2}}")
                .replaceAll("\\b([AB])([01])", "{\"Sequence\": {\"id\": \"$1\", \"type_id\": $2}}");
        return tokenizer(template);
    }

    /** Marks nothing. */
    TinyModel bareTokenizer() throws IOException {
        return tokenizer("null");
    }

    private TinyModel tokenizer(String postProcessor) throws IOException {
        String added = IntStream.range(0, 4)
                .mapToObj(id ->
                        "{\"id\": " + id + ", \"content\": \"" + VOCABULARY.get(id) + "\", \"single_word\": false,"
                                + " \"lstrip\": false, \"rstrip\": false, \"normalized\": false, \"special\": true}")
                .collect(Collectors.joining(", "));
        String vocabulary = IntStream.range(0, VOCABULARY.size())
                .mapToObj(id -> "\"" + VOCABULARY.get(id) + "\": " + id)
                .collect(Collectors.joining(", "));
        return file(
                "tokenizer.json",
                "{\"version\": \"1.0\", \"truncation\": null, \"padding\": null, \"added_tokens\": [" + added
                        + "], \"normalizer\": null, \"pre_tokenizer\": {\"type\": \"BertPreTokenizer\"},"
                        + " \"post_processor\": " + postProcessor + ", \"decoder\": null,"
                        + " \"model\": {\"type\": \"WordLevel\", \"vocab\": {" + vocabulary
                        + "}, \"unk_token\": \"[UNK]\"}}");
    }

    TinyModel file(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content.getBytes(UTF_8));
        return this;
    }

    TinyModel graph(GraphWriter graph) throws IOException {
        Files.createDirectories(directory);
        Files.write(directory.resolve("model.onnx"), graph.toBytes());
        return this;
    }

    /**
     * An encoder that knows a vector of two numbers for each token: the product of the row of {@code table} and the
     * mask, plus the numbers of {@code added} inputs, such as the position.
     */
    static GraphWriter encoder(float[] table, String... added) {
        return encoder(new GraphWriter().floats("table", 2, table), added);
    }

    /** The same with a table that is there already. */
    static GraphWriter encoder(GraphWriter graph, String... added) {
        graph.integers("last", -1)
                .input("input_ids", INT64, "b", "t")
                .input("attention_mask", INT64, "b", "t")
                .node("rows = Gather table input_ids")
                .node("mask = Cast attention_mask", attribute("to", FLOAT))
                .node("masks = Unsqueeze mask last")
                .node("sum0 = Mul rows masks");
        for (int i = 0; i < added.length; i++) {
            graph.input(added[i], INT64, "b", "t")
                    .node("number" + i + " = Cast " + added[i], attribute("to", FLOAT))
                    .node("numbers" + i + " = Unsqueeze number" + i + " last")
                    .node("sum" + (i + 1) + " = Add sum" + i + " numbers" + i);
        }
        return graph.node("last_hidden_state = Identity sum" + added.length)
                .output("last_hidden_state", FLOAT, "b", "t", "2");
    }

    /**
     * A classifier of pairs: a logit is the sum of the weights of the tokens of the first half, plus ten times that of the
     * second half.
     *
     * @param weights a row of {@code labels} for each token
     */
    static GraphWriter scorer(int labels, float... weights) {
        return sums(labels, weights).node("logits = Identity sums").output("logits", FLOAT, "b", "" + labels);
    }

    private static GraphWriter sums(int labels, float... weights) {
        return new GraphWriter()
                .floats("weights", labels, weights)
                .floats("nine", 0, 9)
                .floats("one", 0, 1)
                .integers("last", -1)
                .integers("tokens", 1)
                .input("input_ids", INT64, "b", "t")
                .input("attention_mask", INT64, "b", "t")
                .input("token_type_ids", INT64, "b", "t")
                .node("rows = Gather weights input_ids")
                .node("type = Cast token_type_ids", attribute("to", FLOAT))
                .node("nines = Mul type nine")
                .node("factor = Add nines one")
                .node("factors = Unsqueeze factor last")
                .node("weighted = Mul rows factors")
                .node("sums = ReduceSum weighted tokens", attribute("keepdims", 0));
    }

    /** A scorer with one label that counts to two thousand millions if a text holds the word "slow". */
    static GraphWriter slowScorer(float... weights) {
        return slowScorer(VOCABULARY.indexOf("slow"), weights);
    }

    /** The same for another token. */
    static GraphWriter slowScorer(int slow, float... weights) {
        GraphWriter body = new GraphWriter()
                .floats("step", 0, 1)
                .input("turn", INT64)
                .input("go", BOOL)
                .input("before", FLOAT)
                .node("goOn = Identity go")
                .node("after = Add before step")
                .output("goOn", BOOL)
                .output("after", FLOAT);
        long[] turns = new long[VOCABULARY.size()];
        turns[slow] = 2_000_000_000L;
        return sums(1, weights)
                .integers("turnsOf", turns)
                .floats("zero", 0, 0)
                .node("turns = Gather turnsOf input_ids")
                .node("most = ReduceMax turns", attribute("keepdims", 0))
                .node("counted = Loop most _ zero", attribute("body", body))
                .node("nothing = Mul counted zero")
                .node("logits = Add sums nothing")
                .output("logits", FLOAT, "b", "1");
    }
}
