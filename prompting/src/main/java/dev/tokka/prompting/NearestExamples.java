// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Example;
import dev.tokka.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** See {@link Examples#nearest(int, List)}. */
final class NearestExamples implements Examples {

    private final int k;
    private final List<Example> examples;
    private final List<String> essences;
    private final Similarity similarity;

    NearestExamples(int k, List<Example> examples, Function<List<Example>, Similarity> similarity) {
        this.k = Checks.requireAtLeast(1, k, "k");
        this.examples = List.copyOf(examples);
        this.essences = this.examples.stream()
                .map(example -> Texts.essence(example.question()))
                .toList();
        this.similarity = similarity.apply(this.examples);
    }

    @Override
    public List<Example> select(Question question) {
        String asked = Texts.essence(question.text());
        double[] similarities = similarity.to(question.text());
        List<Example> nearest = IntStream.range(0, examples.size())
                .filter(i -> !essences.get(i).equals(asked))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -similarities[i]))
                .limit(k)
                .map(examples::get)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(nearest);
        return nearest;
    }

    @Override
    public Description describe() {
        return Description.of("nearest examples")
                .with("k", k)
                .with("examples", examples.size())
                .with("digest", FixedExamples.digest(examples))
                .withPart(similarity.describe());
    }

    @Override
    public String toString() {
        return "nearest(" + k + " of " + examples.size() + ")";
    }
}
