// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.tokka.Digests;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.index.Fusion;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.VectorSettings;
import dev.tokka.rag.metadata.Labeling;
import dev.tokka.rag.metadata.MetadataSchema;
import dev.tokka.rag.metadata.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The passages and queries of the parts about many passages, and where they are kept.
 *
 * @param scifact where the real passages and queries come from
 * @param folder where vectors and indexes are kept
 * @param size how many passages there are
 */
record ScaleData(SciFact scifact, Path folder, int size) {

    /** How many characters of an abstract are a real passage, with its title. */
    private static final int CHARACTERS = 400;

    /** Numbers of queries for the noise; those of passages are positive. */
    private static final int QUERY_SEEDS = -1_000_000;

    /** What is searched for, each text with its vector. */
    record Queries(List<String> texts, List<float[]> vectors) {

        /** Returns an encoder that knows these queries only. */
        Encoder encoder() {
            Map<String, float[]> byText = new HashMap<>();
            for (int i = 0; i < texts.size(); i++) {
                byText.put(texts.get(i), vectors.get(i));
            }
            return new PreparedEncoder(
                    text -> {
                        throw new IllegalStateException("expected no passage to be encoded");
                    },
                    text -> requireNonNull(byText.get(text)).clone(),
                    vectors.get(0).length);
        }
    }

    /** Makes the vectors of the real texts with {@code encoder}, unless they are there, and finds the exact neighbors. */
    void prepare(Encoder encoder) throws IOException {
        encode(encoder, Encoder.Role.PASSAGE, passages());
        encode(encoder, Encoder.Role.QUERY, claims());
        ExactNeighbors.of(corpus(), queries().vectors()).write(neighbors());
    }

    private void encode(Encoder encoder, Encoder.Role role, List<String> texts) throws IOException {
        String key = Digests.sha256(encoder.describe().fingerprint() + String.join("\n", texts));
        vectors(role).readOrMake(key, () -> encoder.encode(role, texts));
    }

    private VectorFile vectors(Encoder.Role role) {
        return new VectorFile(folder.resolve("scifact-" + role.name().toLowerCase(Locale.ROOT) + ".vectors"));
    }

    private Path neighbors() {
        return folder.resolve("neighbors-" + size + ".txt");
    }

    private List<String> passages() {
        return scifact.articles(Integer.MAX_VALUE).stream()
                .map(article -> article.title().strip() + " " + article.text().strip())
                .map(text -> text.substring(0, Math.min(text.length(), CHARACTERS)))
                .toList();
    }

    private List<String> claims() {
        return scifact.topics("test").stream().map(SciFact.Topic::text).toList();
    }

    /** Returns the passages. */
    ScaleCorpus corpus() throws IOException {
        return new ScaleCorpus(passages(), vectors(Encoder.Role.PASSAGE).read(), size);
    }

    /** Returns the queries: the claims of SciFact's test, their vectors with noise. */
    Queries queries() throws IOException {
        List<float[]> real = vectors(Encoder.Role.QUERY).read();
        return new Queries(
                claims(),
                IntStream.range(0, real.size())
                        .mapToObj(i -> Noise.near(real.get(i), new SplittableRandom(QUERY_SEEDS + i)))
                        .toList());
    }

    /** Returns the nearest passages to each query. */
    ExactNeighbors exact() throws IOException {
        return ExactNeighbors.read(neighbors());
    }

    /** Returns where the index with vectors of {@code precision} is. */
    Path index(VectorSettings.Precision precision) {
        return folder.resolve("index-" + precision.name().toLowerCase(Locale.ROOT) + "-" + size);
    }

    /** Returns the library's defaults but for the vectors' precision and the fusion, for labelled documents. */
    static IndexSettings settings(VectorSettings.Precision precision, Fusion fusion) {
        return IndexSettings.DEFAULT
                .withChunker(new ScaleCorpus.PerBlock())
                .withVectors(VectorSettings.DEFAULT.withPrecision(precision))
                .withLabeling(Labeling.NONE.withSchema(MetadataSchema.of(Map.of(ScaleCorpus.KEY, Value.Type.TEXT))))
                .withFusion(fusion);
    }
}
