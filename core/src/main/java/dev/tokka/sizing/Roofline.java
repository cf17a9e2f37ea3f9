// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.time.Duration;

/**
 * How fast a deployment is on a device: a step takes the longer of its arithmetic and its reading of memory, and what each
 * step takes besides.
 *
 * <pre>{@code
 * seconds = max(flops / (compute share * peak), bytes / (bandwidth share * bandwidth)) + per step
 * }</pre>
 *
 * <p>A step that writes one token of each sequence reads all weights once, those of experts only if a token of the batch
 * passes them, and the keys and values of each sequence. It says what a device can do: waiting in queues, networks and
 * several devices telling each other things are not in it.
 *
 * @param deployment what runs
 * @param device on what; whether it fits is not asked here
 * @param efficiency how far the runtime gets with it
 * @see <a href="https://doi.org/10.1145/1498765.1498785">Williams et al., Roofline (2009)</a>
 */
public record Roofline(Deployment deployment, Device device, Efficiency efficiency) {

    /** Checks that all is given. */
    public Roofline {
        requireNonNull(deployment, "deployment");
        requireNonNull(device, "device");
        requireNonNull(efficiency, "efficiency");
    }

    /**
     * Returns the step that reads {@code tokens} tokens of each sequence and gives the first token of each answer.
     *
     * @param tokens at least 1
     */
    public Step reading(int tokens) {
        Checks.requireAtLeast(1, tokens, "tokens");
        ModelArchitecture model = deployment.model();
        double batch = deployment.batch();
        double bytes = weightBytes(batch * tokens) + batch * model.cacheBytes(tokens, deployment.cache());
        return step(batch * model.readingFlops(tokens), bytes);
    }

    /**
     * Returns the step that writes one token of each sequence when each has {@code context} tokens, that one included.
     *
     * @param context at least 1
     * @throws IllegalArgumentException if the model is an encoder, which does not write
     */
    public Step writing(int context) {
        ModelArchitecture model = deployment.model();
        if (!model.shape().decoder()) {
            throw new IllegalArgumentException(model.name() + " is an encoder, which writes no tokens");
        }
        double batch = deployment.batch();
        double bytes = weightBytes(batch) + batch * model.cacheBytes(context, deployment.cache());
        return step(batch * model.forwardFlops(context, true), bytes);
    }

    /**
     * Returns how long it takes to read {@code read} tokens and to write {@code written} of each sequence. The steps of
     * writing are taken to be as long as the one in the middle.
     *
     * @param read at least 1
     * @param written at least 0
     * @throws IllegalArgumentException if both together are longer than the context of the deployment
     */
    public AnswerTime answer(int read, int written) {
        Checks.requireAtLeast(1, read, "read");
        Checks.requireAtLeast(0, written, "written");
        if ((long) read + written > deployment.context()) {
            throw new IllegalArgumentException("read and written tokens must fit the context of " + deployment.context()
                    + " but are " + read + " and " + written);
        }
        double reading = reading(read).seconds();
        double writing = written < 2
                ? 0
                : (written - 1) * writing(read + (written + 1) / 2).seconds();
        return new AnswerTime(duration(reading), duration(writing), written, deployment.batch());
    }

    /** Returns the bytes of the weights that a step with {@code tokens} tokens reads. */
    private double weightBytes(double tokens) {
        ModelArchitecture model = deployment.model();
        Precision precision = deployment.weights();
        double bytes = 0;
        for (ParameterPart part : model.parameters().byPart().keySet()) {
            double all = precision.bytes(model.parameters(), part);
            bytes += switch (part) {
                case TOKEN_EMBEDDING -> model.shape().tied() ? all : 0; // else only the rows of the tokens
                case POSITION_EMBEDDING -> 0;
                case FEED_FORWARD -> all * model.feedForward().touched(tokens);
                default -> all;
            };
        }
        return bytes;
    }

    private Step step(double flops, double bytes) {
        double computing =
                flops / (efficiency.compute() * device.peak(deployment.weights().arithmetic()));
        double moving = bytes / (efficiency.bandwidth() * device.bytesPerSecond());
        double besides = efficiency.perStep().toNanos() / 1e9;
        double longest = Math.max(computing, moving);
        Step.Bound bound = besides > longest
                ? Step.Bound.OVERHEAD
                : computing > moving ? Step.Bound.COMPUTE : Step.Bound.BANDWIDTH;
        return new Step(longest + besides, bound, flops, bytes);
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
