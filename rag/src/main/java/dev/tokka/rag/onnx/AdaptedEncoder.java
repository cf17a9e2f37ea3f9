// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import dev.tokka.Description;
import dev.tokka.ModelUnavailableException;
import dev.tokka.onnx.GuardedSession;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import dev.tokka.onnx.OnnxGraph;
import dev.tokka.onnx.Trial;
import dev.tokka.onnx.VectorAdapterFile;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.text.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An encoder whose vectors of questions are changed by an adapter that was trained in a domain; passages are encoded as
 * before.
 *
 * <pre>{@code
 * try (OnnxEncoder encoder = OnnxEncoder.bgeSmallEn();
 *         AdaptedEncoder adapted = AdaptedEncoder.open(Path.of("adapters/law"), encoder);
 *         LuceneIndex index = LuceneIndex.open(Path.of("index"), adapted)) { // the index that the encoder has written
 * }
 * }</pre>
 *
 * <p>{@link #describePassages} is that of the encoder, so an index written with the encoder is opened with the adapter, and
 * the other way round; {@link #describe}, and with it the description of whatever searches, has the digest of the adapter.
 * An adapter of another encoder, or with another digest than its file says, is refused. Safe for use by many threads. Closing
 * does not close the encoder.
 */
public final class AdaptedEncoder implements Encoder, AutoCloseable {

    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(30);

    private final Encoder encoder;
    private final VectorAdapterFile file;
    private final GuardedSession session;

    private AdaptedEncoder(Encoder encoder, VectorAdapterFile file, GuardedSession session) {
        this.encoder = encoder;
        this.file = file;
        this.session = session;
    }

    /**
     * Opens the adapter of {@code directory}, and tries it on one vector.
     *
     * @throws ModelFileException if the files are not those of an adapter, or of one for another encoder
     */
    public static AdaptedEncoder open(Path directory, Encoder encoder) {
        ModelDirectory files = ModelDirectory.of(directory);
        VectorAdapterFile file = VectorAdapterFile.read(files);
        String given = encoder.describe().fingerprint();
        if (!file.encoder().equals(given) || file.dimension() != encoder.dimension()) {
            throw new ModelFileException(
                    directory,
                    Reason.UNSUPPORTED,
                    "expected the encoder of the training, with the fingerprint " + file.encoder() + " and "
                            + file.dimension() + " dimensions, but it has the fingerprint " + given + " and "
                            + encoder.dimension());
        }
        OnnxGraph graph = OnnxGraph.of(files, VectorAdapterFile.GRAPH).requireDigest(file.graphDigest());
        GuardedSession session = GuardedSession.open(graph, settings -> settings.setIntraOpNumThreads(1));
        AdaptedEncoder adapted = new AdaptedEncoder(encoder, file, session);
        float[] unit = new float[file.dimension()];
        unit[0] = 1;
        try {
            Trial.within(OPEN_TIMEOUT, graph.file(), () -> adapted.adapt(List.of(unit)));
            return adapted;
        } catch (RuntimeException e) {
            Trial.closeSoon(adapted::close);
            throw e;
        }
    }

    @Override
    public List<float[]> encode(Role role, List<String> texts) {
        List<float[]> vectors = encoder.encode(requireNonNull(role, "role"), texts);
        return role == Role.PASSAGE || vectors.isEmpty() ? vectors : adapt(vectors);
    }

    private List<float[]> adapt(List<float[]> vectors) {
        float[][] rows = vectors.toArray(float[][]::new);
        return session.call(call -> session.run(call, rows.length + " vectors", (environment, ort) -> {
            try (OnnxTensor input = OnnxTensor.createTensor(environment, rows);
                    OrtSession.Result result = ort.run(
                            Map.of(VectorAdapterFile.INPUT, input), Set.of(VectorAdapterFile.OUTPUT), call.options())) {
                float[][] adapted = (float[][]) result.get(0).getValue();
                for (float[] vector : adapted) {
                    requireUnit(vector);
                }
                return List.of(adapted);
            }
        }));
    }

    private void requireUnit(float[] vector) {
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        if (vector.length != file.dimension() || !(Math.abs(square - 1) < 1e-3)) { // written so that NaN is refused too
            throw new ModelUnavailableException(file.name() + ": expected vectors of length 1 with " + file.dimension()
                    + " numbers but got another");
        }
    }

    /** Returns what stands beside the graph: its digest, what it was trained on, and what that gave. */
    public VectorAdapterFile file() {
        return file;
    }

    @Override
    public int dimension() {
        return encoder.dimension();
    }

    @Override
    public boolean covers(Language language) {
        return encoder.covers(language);
    }

    @Override
    public Description describe() {
        return Description.of("adapted-encoder", file.name())
                .with("adapter", file.graphDigest())
                .withPart(encoder.describe());
    }

    @Override
    public Description describePassages() {
        return encoder.describePassages();
    }

    /** Frees the native memory of the adapter, after runs that have begun; does nothing the second time. */
    @Override
    public void close() {
        session.close(() -> {});
    }

    @Override
    public String toString() {
        return "adapted(" + encoder + ", " + file.name() + ")";
    }
}
