// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.QuestionRejectedException;
import java.util.List;

/**
 * Continues prompts with a language model: one prompt, or many side by side.
 *
 * <p>What is decoded of a prompt does not depend on the others, as far as the model's logits do not: each has its own
 * settings, constraint, listener and random stream. One that ends early leaves the batch, one that fails too. Safe for use
 * by many threads, each with sequences of its own.
 */
public final class Decoder {

    private final Vocabulary vocabulary;
    private final int contextLength;

    /**
     * Creates a decoder for a model.
     *
     * @param vocabulary the model's tokens; logits beyond its size are left out, as models with padded weights have them
     * @param contextLength how many tokens the model can read, at least 1
     */
    public Decoder(Vocabulary vocabulary, int contextLength) {
        this.vocabulary = requireNonNull(vocabulary, "vocabulary");
        this.contextLength = Checks.requireAtLeast(1, contextLength, "contextLength");
    }

    /**
     * Continues one prompt.
     *
     * @param sequences one, empty; not closed
     * @throws QuestionRejectedException if the prompt is longer than the model can read, or its vocabulary cannot write what
     *     the constraint demands
     * @throws dev.tokka.ModelUnavailableException if the model failed, or its logits are not numbers
     * @throws RuntimeException what the listener throws
     */
    public Decoded decode(Sequences sequences, DecodingRequest request) {
        return decode(sequences, List.of(request)).get(0).orThrow();
    }

    /**
     * Continues prompts side by side.
     *
     * @param sequences one for each request, empty; not closed
     * @return one result for each request, in order
     * @throws dev.tokka.ModelUnavailableException if the model failed, for all of them
     */
    public List<DecodingResult> decode(Sequences sequences, List<DecodingRequest> requests) {
        requireNonNull(sequences, "sequences");
        List<Batch.Place> places = requests.stream()
                .map(request -> new Batch.Place(request, vocabulary, contextLength))
                .toList();
        new Batch(sequences, places).run();
        return places.stream().map(Batch.Place::result).toList();
    }
}
