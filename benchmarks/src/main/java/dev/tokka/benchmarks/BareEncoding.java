// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tokka.rag.document.Chunk;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.IndexEntry;
import dev.tokka.rag.index.IndexSettings;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * The encoding of the passages that Tokka's ingestion encodes, by a loop over ONNX Runtime and nothing else: the same model
 * and tokenizer, the same options of the session, as many workers of one thread as there are processors, longest texts
 * first over all texts. Nothing is checked, written or kept.
 *
 * @param texts the passages
 * @param batch how many are padded to one length and run at once; at least 1
 */
record BareEncoding(List<String> texts, int batch) implements Runnable {

    private static final String MODEL = "/bge-small-en-v1.5-q";
    private static final int MAX_TOKENS = 512;

    /** Returns the work on the passages of {@code articles}; cutting them is no part of it. */
    static BareEncoding of(List<SciFact.Article> articles, int batch) {
        List<String> texts = new ArrayList<>();
        for (SciFact.Article article : articles) {
            SourceDocument document = article.document();
            for (Chunk chunk : IndexSettings.DEFAULT.chunker().chunk(document)) {
                texts.add(IndexEntry.searchedText(document, chunk));
            }
        }
        return new BareEncoding(texts, batch);
    }

    @Override
    public void run() {
        byte[] json = resource(MODEL + "-tokenizer.json");
        Map<String, String> whole = Map.of("truncation", "false", "padding", "false");
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), whole);
                OrtSession.SessionOptions options = options();
                OrtSession session = environment.createSession(resource(MODEL + ".onnx"), options)) {
            long[][] tokens = new long[texts.size()][];
            forEach(tokens.length, i -> tokens[i] = tokens(tokenizer, texts.get(i)));
            Arrays.sort(tokens, (a, b) -> Integer.compare(b.length, a.length));
            forEach((tokens.length + batch - 1) / batch, i -> {
                int end = Math.min(tokens.length, (i + 1) * batch);
                encode(environment, session, Arrays.copyOfRange(tokens, i * batch, end));
            });
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.addConfigEntry("optimization.disable_specified_optimizers", "LayerNormFusion;LayerNormFusionL2");
        return options;
    }

    private static long[] tokens(HuggingFaceTokenizer tokenizer, String text) {
        long[] ids = tokenizer.encode(text).getIds();
        if (ids.length <= MAX_TOKENS) {
            return ids;
        }
        long[] cut = Arrays.copyOf(ids, MAX_TOKENS);
        cut[MAX_TOKENS - 1] = ids[ids.length - 1];
        return cut;
    }

    /** Returns the vectors of {@code tokens}, of which the first is the longest. */
    private static float[][] encode(OrtEnvironment environment, OrtSession session, long[][] tokens) {
        int width = tokens[0].length;
        long[] shape = {tokens.length, width};
        long[] ids = new long[tokens.length * width];
        long[] mask = new long[ids.length];
        for (int row = 0; row < tokens.length; row++) {
            System.arraycopy(tokens[row], 0, ids, row * width, tokens[row].length);
            Arrays.fill(mask, row * width, row * width + tokens[row].length, 1);
        }
        try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor maskTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, LongBuffer.allocate(ids.length), shape)) {
            Map<String, OnnxTensor> feed =
                    new HashMap<>(Map.of("input_ids", idTensor, "attention_mask", maskTensor, "token_type_ids", types));
            feed.keySet().retainAll(session.getInputNames());
            Set<String> output = Set.of(session.getOutputNames().iterator().next());
            try (OrtSession.Result result = session.run(feed, output)) {
                return firsts((OnnxTensor) result.get(0), width);
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the vector of the first token of each row, at length 1. */
    private static float[][] firsts(OnnxTensor output, int width) {
        long[] shape = output.getInfo().getShape();
        FloatBuffer values = output.getFloatBuffer();
        float[][] vectors = new float[(int) shape[0]][(int) shape[2]];
        for (int row = 0; row < vectors.length; row++) {
            values.get(row * width * vectors[row].length, vectors[row]);
            double squares = 0;
            for (float value : vectors[row]) {
                squares += (double) value * value;
            }
            for (int i = 0; i < vectors[row].length; i++) {
                vectors[row][i] /= (float) Math.sqrt(squares);
            }
        }
        return vectors;
    }

    /** Does {@code work} for 0 to {@code count - 1} on all processors. */
    private static void forEach(int count, IntConsumer work) {
        AtomicInteger next = new AtomicInteger();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread worker = new Thread(() -> {
                for (int turn = next.getAndIncrement(); turn < count; turn = next.getAndIncrement()) {
                    work.accept(turn);
                }
            });
            worker.setUncaughtExceptionHandler((thread, failure) -> {
                failure.printStackTrace();
                Runtime.getRuntime().halt(1);
            });
            worker.start();
            workers.add(worker);
        }
        try {
            for (Thread worker : workers) {
                worker.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while encoding", e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = BareEncoding.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
