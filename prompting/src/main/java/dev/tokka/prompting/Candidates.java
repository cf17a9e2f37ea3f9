// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Description;
import dev.tokka.Example;
import dev.tokka.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Examples to choose from by likeness. */
final class Candidates {

    private final List<Example> examples;
    private final List<String> essences;
    private final Similarity similarity;

    Candidates(List<Example> examples, Function<List<Example>, Similarity> similarity) {
        this.examples = List.copyOf(examples);
        this.essences = this.examples.stream()
                .map(example -> Texts.essence(example.question()))
                .toList();
        this.similarity = similarity.apply(this.examples);
    }

    int size() {
        return examples.size();
    }

    /** Returns how like the question of {@code asked} each one is. */
    double[] likeness(Question asked) {
        return similarity.to(asked.text());
    }

    /** Returns how like the one at {@code index} each one is. */
    double[] likenessTo(int index) {
        return similarity.toExample(index);
    }

    /** Returns the places of all that do not ask the question itself, the nearest first, of equals the earlier one. */
    List<Integer> ranked(Question asked, double[] likeness) {
        String essence = Texts.essence(asked.text());
        return IntStream.range(0, examples.size())
                .filter(i -> !essences.get(i).equals(essence))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -likeness[i]))
                .toList();
    }

    /** Returns the answer of the one at {@code index}. */
    String answer(int index) {
        return examples.get(index).answer();
    }

    /** Returns those at {@code places}, the first one last, as they are shown. */
    List<Example> shown(List<Integer> places) {
        List<Example> shown = new ArrayList<>();
        places.forEach(place -> shown.add(examples.get(place)));
        Collections.reverse(shown);
        return shown;
    }

    /** Returns {@code choice} with what is chosen from. */
    Description describe(Description choice) {
        return choice.with("examples", examples.size())
                .with("digest", FixedExamples.digest(examples))
                .withPart(similarity.describe());
    }
}
