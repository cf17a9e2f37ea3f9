// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.rag.text.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How a model directory is opened. Everything has a default; what changes results is part of the model's description.
 *
 * @param model the file of the graph, relative to the directory, such as {@code "onnx/model_quantized.onnx"}; empty for
 *     what the settings file names, else {@code onnx/model.onnx} or {@code model.onnx}, else the only {@code .onnx} file
 * @param settings a file to read instead of the one beside the model; for directories that cannot be written to
 * @param languages the languages that an encoder is good for; empty for those the settings file names, else all
 * @param limits what is cut
 * @param runs how texts are divided into runs of the model
 * @param openTimeout how long the model and its tokenizer may take for the short texts that they are tried on when opened;
 *     positive
 */
public record OnnxOptions(
        String model,
        Optional<Path> settings,
        Set<Language> languages,
        Limits limits,
        Runs runs,
        Duration openTimeout) {

    /** Everything as the files say, one text a run, as many threads as there are processors, 10 seconds to open. */
    public static OnnxOptions defaults() {
        return new OnnxOptions(
                "",
                Optional.empty(),
                Set.of(),
                Limits.NONE,
                new Runs(Runtime.getRuntime().availableProcessors(), OptionalInt.empty()),
                Duration.ofSeconds(10));
    }

    /** Checks and copies the components. */
    public OnnxOptions {
        requireNonNull(model, "model");
        requireNonNull(settings, "settings");
        languages = Set.copyOf(languages);
        requireNonNull(limits, "limits");
        requireNonNull(runs, "runs");
        if (openTimeout.isNegative() || openTimeout.isZero()) {
            throw new IllegalArgumentException("openTimeout must be positive but is " + openTimeout);
        }
    }

    /**
     * What is cut. An empty limit means what the files say.
     *
     * @param dimension the numbers of a vector that are kept, the first ones, for models trained to be cut (Matryoshka);
     *     from 1 to the model's own
     * @param maxTokens the longest text in tokens, special ones included; from 8 to what the model takes
     * @see <a href="https://arxiv.org/abs/2205.13147">Kusupati et al. (2022), Matryoshka Representation Learning</a>
     */
    public record Limits(OptionalInt dimension, OptionalInt maxTokens) {

        /** No limits but those of the files. */
        public static final Limits NONE = new Limits(OptionalInt.empty(), OptionalInt.empty());

        /** Checks the ranges above. */
        public Limits {
            dimension.ifPresent(value -> Checks.requireAtLeast(1, value, "dimension"));
            maxTokens.ifPresent(value -> Checks.requireAtLeast(8, value, "maxTokens"));
        }
    }

    /**
     * How texts are divided into runs of the model.
     *
     * <p>With {@code batchTokens}, texts of about one length are padded to one length and run together, as many as there is
     * room for. Opening then tries short texts alone and together, and a model is refused if their results are more than
     * rounding apart: a cosine of vectors below 1 - 1e-5, scores more than 1e-4. What is allowed is no more than that, so a
     * batch is no part of the description.
     *
     * @param threads how many runs are made at once, each on one thread; at least 1
     * @param batchTokens the most tokens of a run, padding included, unless one text alone has more; at least 1; empty for
     *     one text a run, whatever its length
     */
    public record Runs(int threads, OptionalInt batchTokens) {

        /** Checks the ranges above. */
        public Runs {
            Checks.requireAtLeast(1, threads, "threads");
            batchTokens.ifPresent(value -> Checks.requireAtLeast(1, value, "batchTokens"));
        }
    }

    /** Returns these options with another graph, such as {@code "onnx/model_quantized.onnx"}. */
    public OnnxOptions withModel(String newModel) {
        return new OnnxOptions(newModel, settings, languages, limits, runs, openTimeout);
    }

    /** Returns these options with a settings file that is not beside the model. */
    public OnnxOptions withSettings(Path newSettings) {
        return new OnnxOptions(model, Optional.of(newSettings), languages, limits, runs, openTimeout);
    }

    /** Returns these options with the languages that the encoder is good for. */
    public OnnxOptions withLanguages(Set<Language> newLanguages) {
        return new OnnxOptions(model, settings, newLanguages, limits, runs, openTimeout);
    }

    /** Returns these options with shorter vectors: the first {@code dimension} numbers, at length 1 again. */
    public OnnxOptions withDimension(int dimension) {
        return withLimits(new Limits(OptionalInt.of(dimension), limits.maxTokens()));
    }

    /** Returns these options with shorter texts. */
    public OnnxOptions withMaxTokens(int maxTokens) {
        return withLimits(new Limits(limits.dimension(), OptionalInt.of(maxTokens)));
    }

    private OnnxOptions withLimits(Limits newLimits) {
        return new OnnxOptions(model, settings, languages, newLimits, runs, openTimeout);
    }

    /** Returns these options with another number of threads. */
    public OnnxOptions withThreads(int newThreads) {
        return withRuns(new Runs(newThreads, runs.batchTokens()));
    }

    /**
     * Returns these options with padded batches of up to {@code batchTokens} tokens: faster for models that are not
     * quantized and texts that are short, and refused for models whose results it would change.
     */
    public OnnxOptions withBatchTokens(int batchTokens) {
        return withRuns(new Runs(runs.threads(), OptionalInt.of(batchTokens)));
    }

    private OnnxOptions withRuns(Runs newRuns) {
        return new OnnxOptions(model, settings, languages, limits, newRuns, openTimeout);
    }

    /** Returns these options with more or less time to try the model when it is opened. */
    public OnnxOptions withOpenTimeout(Duration newOpenTimeout) {
        return new OnnxOptions(model, settings, languages, limits, runs, newOpenTimeout);
    }
}
