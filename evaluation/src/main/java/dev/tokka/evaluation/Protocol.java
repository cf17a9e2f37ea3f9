// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Example;
import dev.tokka.Generation;
import dev.tokka.Question;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the questions of a benchmark are asked, alike for every model, so that a number can be compared with another.
 *
 * @param instructions put before those of the questions; may be empty
 * @param examples the shots, put before the examples of the questions; none of them may be a case of the benchmark
 * @param generation how replies are sampled; its seed is replaced by each of {@code seeds}
 * @param seeds each question is asked once with each; at least one, all different. A model whose answers do not depend
 *     on the seed needs one
 */
public record Protocol(List<String> instructions, List<Example> examples, Generation generation, List<Long> seeds) {

    /** Zero shots, no instructions, greedy, one seed: 0. */
    public static final Protocol ZERO_SHOT =
            new Protocol(List.of(), List.of(), Generation.DEFAULT.withTemperature(0), List.of(0L));

    /** Checks and copies the components. */
    public Protocol {
        instructions = List.copyOf(instructions);
        examples = List.copyOf(examples);
        requireNonNull(generation, "generation");
        seeds = List.copyOf(seeds);
        if (seeds.isEmpty() || new HashSet<>(seeds).size() < seeds.size()) {
            throw new IllegalArgumentException("seeds must be at least one and all different but are " + seeds);
        }
    }

    /** Returns this protocol with other shots. */
    public Protocol withExamples(List<Example> shots) {
        return new Protocol(instructions, shots, generation, seeds);
    }

    /** Returns this protocol with other instructions. */
    public Protocol withInstructions(List<String> newInstructions) {
        return new Protocol(newInstructions, examples, generation, seeds);
    }

    /** Returns this protocol with other settings of sampling. */
    public Protocol withGeneration(Generation newGeneration) {
        return new Protocol(instructions, examples, newGeneration, seeds);
    }

    /** Returns this protocol with other seeds. */
    public Protocol withSeeds(List<Long> newSeeds) {
        return new Protocol(instructions, examples, generation, newSeeds);
    }

    /** Returns the question as a model is asked it under this protocol, with this seed. */
    public Question ask(Question question, long seed) {
        return new Question(
                question.text(),
                question.history(),
                join(instructions, question.instructions()),
                join(examples, question.examples()),
                question.evidence(),
                question.form(),
                question.attributes().with(Generation.KEY, generation.withSeed(seed)));
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
