// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a transformer is made of: all that its memory and its speed follow from.
 *
 * <pre>{@code
 * ModelArchitecture model = ModelArchitecture.read(Path.of("models/bank/config.json"));
 * long weights = Precision.BF16.bytes(model);
 * long perToken = model.cacheBytes(1, Precision.FP16);
 * }</pre>
 *
 * <p>Immutable; safe for use by many threads.
 *
 * @param name what it is called; not blank
 * @param family the {@code model_type} of its configuration, such as {@code llama}; not blank
 * @param shape its size
 * @param attention how its tokens look at each other
 * @param feedForward the layers that each token passes alone
 * @param parameters how many parameters it has; exact
 */
public record ModelArchitecture(
        String name, String family, Shape shape, Attention attention, FeedForward feedForward, Parameters parameters) {

    /** Checks that all is given. */
    public ModelArchitecture {
        Checks.requireText(name, "name");
        Checks.requireText(family, "family");
        requireNonNull(shape, "shape");
        requireNonNull(attention, "attention");
        requireNonNull(feedForward, "feedForward");
        requireNonNull(parameters, "parameters");
        Checks.requireIn(0, shape.layers(), attention.windowedLayers(), "windowedLayers");
    }

    /**
     * Returns the architecture that a {@code config.json} of Hugging Face's transformers describes.
     *
     * <p>Known families: {@code bert}, {@code bloom}, {@code distilbert}, {@code falcon}, {@code gemma}, {@code gemma2},
     * {@code gemma3_text}, {@code gpt2}, {@code gpt_neox}, {@code llama}, {@code mistral}, {@code mixtral}, {@code mpt},
     * {@code phi}, {@code phi3}, {@code qwen2}, {@code qwen3}, {@code qwen3_moe}, {@code roberta} and {@code xlm-roberta}.
     * Other families are refused, because a count that is nearly right cannot be told from one that is right.
     *
     * @param config the file; the model is named after its folder
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is not such a file, or of another family; the message says what was expected
     *     and what was seen
     */
    public static ModelArchitecture read(Path config) throws IOException {
        Path folder = config.toAbsolutePath().normalize().getParent();
        Path last = folder == null ? null : folder.getFileName();
        return parse(last == null ? config.toString() : last.toString(), Files.readString(config));
    }

    /**
     * Returns the architecture that {@code json}, the text of a {@code config.json}, describes.
     *
     * @throws IllegalArgumentException as {@link #read} throws it
     */
    public static ModelArchitecture parse(String name, String json) {
        return ConfigReader.read(Checks.requireText(name, "name"), json);
    }

    /**
     * Returns how many bytes the keys and values of {@code tokens} tokens of one text take, over all layers:
     *
     * <pre>{@code
     * 2 * key-value heads * head size * (layers * tokens), where a layer with a window keeps at most the window
     * }</pre>
     *
     * @param tokens at least 0
     * @param precision in which they are kept
     * @return 0 for an encoder, which keeps none
     */
    public long cacheBytes(int tokens, Precision precision) {
        Checks.requireAtLeast(0, tokens, "tokens");
        if (!shape.decoder()) {
            return 0;
        }
        long entries = Math.multiplyExact(attendedTokens(tokens), 2L * attention.keyValueWidth());
        return precision.bytes(entries);
    }

    /**
     * Returns the floating point operations of one forward pass over the next token when it sees {@code context} tokens,
     * itself included: 2 for each parameter of a matrix that it passes, and 4 for each number of a query of each layer and
     * token that it sees. Looking vectors up and normalizing are left out, as in Kaplan et al. (2020), section 2.1.
     *
     * @param context at least 1
     * @param head whether its distribution over the vocabulary is computed
     */
    public double forwardFlops(int context, boolean head) {
        Checks.requireAtLeast(1, context, "context");
        return 2.0 * matrixParameters()
                + 4.0 * attention.queryWidth() * attendedTokens(context)
                + (head ? 2.0 * headParameters() : 0);
    }

    /**
     * Returns the floating point operations of reading a text of {@code tokens} tokens in one go: each token sees those
     * before it (in an encoder, all), and only the last one is asked for a distribution.
     *
     * @param tokens at least 0
     */
    public double readingFlops(int tokens) {
        Checks.requireAtLeast(0, tokens, "tokens");
        if (tokens == 0) {
            return 0;
        }
        double seen = shape.decoder()
                ? (double) (shape.layers() - attention.windowedLayers()) * causal(tokens, tokens)
                        + (double) attention.windowedLayers() * causal(tokens, attention.window())
                : (double) shape.layers() * tokens * tokens;
        return 2.0 * matrixParameters() * tokens
                + 4.0 * attention.queryWidth() * seen
                + (shape.decoder() ? 2.0 * headParameters() : 0);
    }

    /** Returns the sum over all tokens of how many each sees, if none sees more than {@code window}. */
    private static double causal(int tokens, int window) {
        double full = Math.min(tokens, window);
        return full * (full + 1) / 2 + (tokens - full) * full;
    }

    /** Returns over how many pairs of a layer and a token the next one looks. */
    private long attendedTokens(int context) {
        long all = (long) (shape.layers() - attention.windowedLayers()) * context;
        return all + (long) attention.windowedLayers() * Math.min(context, attention.window());
    }

    /** Returns the parameters that each token is multiplied with, the output head apart. */
    long matrixParameters() {
        return parameters.of(ParameterPart.ATTENTION)
                + parameters.of(ParameterPart.FEED_FORWARD)
                + parameters.of(ParameterPart.ROUTER)
                - parameters.inactive();
    }

    /** Returns the parameters of the head that gives the distribution over the vocabulary, tied or not. */
    long headParameters() {
        return shape.tied() ? (long) shape.hidden() * shape.vocabulary() : parameters.of(ParameterPart.OUTPUT);
    }

    @Override
    public String toString() {
        return name + " (" + family + ", " + parameters.total() + " parameters)";
    }
}
