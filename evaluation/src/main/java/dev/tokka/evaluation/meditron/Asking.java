// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.meditron;

import dev.tokka.Checks;
import dev.tokka.Example;
import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import dev.tokka.evaluation.benchmark.NumpyPermutation;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.benchmark.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the questions of a benchmark of Meditron are asked.
 *
 * <p>Published are: base models with shots, 3 for the 7B model and 5 for the 70B model, once with each of {@link #SEEDS}, of
 * which mean and spread are reported (on PubMedQA ±51 points: one seed alone says nothing); and tuned models without shots,
 * {@linkplain #AT_ONCE at once}, {@linkplain #STEP_BY_STEP step by step}, and by {@link SelfConsistency}.
 *
 * @param stepByStep whether the model reasons first: the question ends with "Let's think step by step."
 * @param instruction what the model is told; if empty, the benchmark's own wording
 * @param shots examples of the benchmark, from its {@code examples}; may be empty
 */
public record Asking(boolean stepByStep, Optional<String> instruction, List<Example> shots) {

    /** The seeds by which shots are chosen in the published runs. */
    public static final List<Integer> SEEDS = List.of(1234, 432, 32);

    /** The answer is the first thing to say, "top token" in the paper. */
    public static final Asking AT_ONCE = new Asking(false, Optional.empty(), List.of());

    /** The model reasons and then answers: chain of thought. */
    public static final Asking STEP_BY_STEP = new Asking(true, Optional.empty(), List.of());

    /** Checks and copies the components. */
    public Asking {
        instruction.ifPresent(text -> Checks.requireText(text, "instruction"));
        shots = List.copyOf(shots);
    }

    /** Returns this with an instruction in place of the benchmark's own wording. */
    public Asking withInstruction(String newInstruction) {
        return new Asking(stepByStep, Optional.of(newInstruction), shots);
    }

    /** Returns this with these shots. Step by step, their answers should reason as well. */
    public Asking withShots(List<Example> newShots) {
        return new Asking(stepByStep, instruction, newShots);
    }

    /**
     * Returns this with shots chosen as the published program does: the first of the examples after {@code shuffle(seed)}.
     *
     * @param examples all of the training part, in its order
     * @param number from 1 to as many as there are examples
     * @param seed one of {@link #SEEDS}, or another one from 0 on
     * @throws IllegalArgumentException if a bound is not kept
     */
    public Asking withShots(List<Example> examples, int number, int seed) {
        Checks.requireAtLeast(1, number, "number");
        if (number > examples.size()) {
            throw new IllegalArgumentException(
                    "number must be at most that of the examples, " + examples.size() + ", but is " + number);
        }
        return withShots(NumpyPermutation.of(seed, examples.size()).subList(0, number).stream()
                .map(examples::get)
                .toList());
    }

    /**
     * Returns this with the published wording of an instruction.
     *
     * @param instructions {@code evaluation/instructions.json} of github.com/epfLLM/meditron (Apache-2.0)
     * @param name such as {@code medqa}, {@code medmcqa} (of MMLU too), {@code pubmedqa} or, step by step,
     *     {@code medqa_cot}; its field {@code system} is taken
     * @throws BenchmarkFormatException if there is no such instruction
     */
    public Asking withPublishedInstruction(Path instructions, String name) {
        List<Row> rows = Rows.byId(instructions, "name");
        for (Row row : rows) {
            if (row.text("name").equals(name)) {
                return withInstruction(row.filled("system"));
            }
        }
        throw new BenchmarkFormatException(
                String.valueOf(instructions.getFileName()),
                "an instruction " + name,
                rows.stream().map(row -> row.text("name")).toList().toString());
    }
}
