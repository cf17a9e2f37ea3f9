// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.rag.index.IndexException;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.LuceneIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tries configurations on questions, each once, over one index for each chunking. Used by one thread. */
final class Trials implements AutoCloseable {

    private final RagTuner tuner;
    private final List<TuningQuestion> questions;
    private final Optional<MeasuringEncoder> encoder;
    private final Path work;
    private final Map<RagConfiguration.Chunking, Path> indexes = new HashMap<>();
    private final Map<RagConfiguration, Trial[]> trials = new HashMap<>();
    private int count;
    private @Nullable LuceneIndex open;
    private @Nullable RagConfiguration opened;

    private record Trial(double score, long nanos) {}

    Trials(RagTuner tuner, List<TuningQuestion> questions, Path folder) throws IOException {
        this.tuner = tuner;
        this.questions = questions;
        this.encoder = tuner.encoder().map(e -> new MeasuringEncoder(e, tuner.clock()));
        this.work = Files.createTempDirectory(Files.createDirectories(folder), "tuning");
    }

    /** Returns how good {@code configuration} is for the question {@code number}. */
    double score(RagConfiguration configuration, int number) {
        @Nullable Trial[] done = trials.computeIfAbsent(configuration, c -> new Trial[questions.size()]);
        Trial known = done[number];
        if (known == null) {
            known = search(configuration, questions.get(number));
            done[number] = known;
            count++;
        }
        return known.score();
    }

    private Trial search(RagConfiguration configuration, TuningQuestion question) {
        Retriever retriever = tuner.space().parts().staged(configuration, index(configuration));
        Query query = Query.of(question.text(), tuner.metric().limit());
        encoder.ifPresent(MeasuringEncoder::takeSpared);
        long start = tuner.clock().getAsLong();
        List<Passage> ranking = retriever.retrieve(query);
        long nanos = tuner.clock().getAsLong()
                - start
                + encoder.map(MeasuringEncoder::takeSpared).orElse(0L);
        return new Trial(tuner.metric().score(question, ranking), nanos);
    }

    private LuceneIndex index(RagConfiguration configuration) {
        if (open != null && configuration.equals(opened)) {
            return open;
        }
        closeIndex();
        IndexSettings settings =
                configuration.settings(tuner.base(), tuner.space().parts());
        boolean made = indexes.containsKey(configuration.chunking());
        Path folder = indexes.computeIfAbsent(configuration.chunking(), c -> work.resolve("index-" + indexes.size()));
        LuceneIndex index = encoder.map(e -> LuceneIndex.open(folder, e, settings))
                .orElseGet(() -> LuceneIndex.openLexical(folder, settings));
        if (!made) {
            ingest(index);
        }
        open = index;
        opened = configuration;
        return index;
    }

    private void ingest(LuceneIndex index) {
        try {
            index.ingest(tuner.documents(), IngestListener.NONE);
        } catch (IndexException e) {
            index.close();
            throw e;
        }
    }

    /** Returns the scores of {@code configuration} for all questions, or empty if it was not tried on all. */
    Optional<double[]> all(RagConfiguration configuration) {
        @Nullable Trial[] done = trials.getOrDefault(configuration, new Trial[questions.size()]);
        return Arrays.stream(done).anyMatch(trial -> trial == null)
                ? Optional.empty()
                : Optional.of(Arrays.stream(done).mapToDouble(Trial::score).toArray());
    }

    /** Returns the time in which 95 of 100 searches of {@code configuration} ended, in nanoseconds. */
    long p95(RagConfiguration configuration) {
        @Nullable Trial[] done = trials.getOrDefault(configuration, new Trial[0]);
        long[] nanos = Arrays.stream(done)
                .filter(trial -> trial != null)
                .mapToLong(Trial::nanos)
                .sorted()
                .toArray();
        return nanos.length == 0 ? 0 : nanos[(int) Math.ceil(0.95 * nanos.length) - 1];
    }

    /** Returns how many questions there are. */
    int questions() {
        return questions.size();
    }

    /** Returns how many searches were made. */
    int count() {
        return count;
    }

    /** Returns the configurations that were tried on every question. */
    List<RagConfiguration> complete() {
        return trials.keySet().stream().filter(c -> all(c).isPresent()).toList();
    }

    private void closeIndex() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    /** Removes the indexes. */
    @Override
    public void close() {
        closeIndex();
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the indexes of a tuning could not be removed", e);
        }
    }
}
