// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import java.util.Optional;

/**
 * What a model says, as a value: a {@link Value}, or an {@link Abstention} when it does not know.
 *
 * @param <T> the type of the value
 */
public sealed interface AnswerOf<T> {

    /** Returns the answer in words, with its trace. */
    Answer answer();

    /** Returns the value, or empty if the model abstained. */
    Optional<T> toOptional();

    /**
     * A reply that was read.
     *
     * @param <T> the type of the value
     * @param value what the reply says
     * @param answer the reply; its text is the JSON document that was read
     */
    record Value<T>(T value, Answer.Reply answer) implements AnswerOf<T> {

        /** Checks that both are given. */
        public Value {
            requireNonNull(value, "value");
            requireNonNull(answer, "answer");
        }

        @Override
        public Optional<T> toOptional() {
            return Optional.of(value);
        }
    }

    /**
     * A model's statement that it does not know.
     *
     * @param <T> the type of the value that there is not
     * @param answer the abstention, with its reason
     */
    record Abstention<T>(Answer.Abstention answer) implements AnswerOf<T> {

        /** Checks that an answer is given. */
        public Abstention {
            requireNonNull(answer, "answer");
        }

        @Override
        public Optional<T> toOptional() {
            return Optional.empty();
        }
    }
}
