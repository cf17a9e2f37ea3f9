// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** See {@link Router#byExamples}. */
final class ExampleRouter implements Router {

    private final Embedder embedder;
    private final int neighbours;
    private final List<Placed> examples;

    ExampleRouter(Embedder embedder, int neighbours, List<Example> examples) {
        this.embedder = requireNonNull(embedder, "embedder");
        this.neighbours = Checks.requireAtLeast(1, neighbours, "neighbours");
        List<Example> copy = List.copyOf(examples);
        if (copy.isEmpty()) {
            throw new IllegalArgumentException("examples must not be empty");
        }
        this.examples = copy.stream()
                .map(example -> new Placed(example, place(example.question())))
                .toList();
    }

    @Override
    public Route route(Question question) {
        long start = System.nanoTime();
        Optional<UnitVector> place = place(question.text());
        question.checkpoint("route");
        List<Near> nearest = examples.stream()
                .map(example -> new Near(example.example().answer(), cosine(place, example.place())))
                .sorted(Comparator.comparingDouble(Near::cosine).reversed())
                .limit(neighbours)
                .toList();
        Map<String, Integer> votes = new LinkedHashMap<>(); // nearest first, so that the first of equals is the nearest
        nearest.forEach(near -> votes.merge(near.route(), 1, Integer::sum));
        Map.Entry<String, Integer> winner = votes.entrySet().stream()
                .reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
                .orElseThrow();
        Map<String, String> details = Map.of(
                "cosine of the nearest",
                String.valueOf(nearest.get(0).cosine()),
                "votes",
                winner.getValue() + " of " + nearest.size());
        return new Route(
                winner.getKey(), Trace.of(Step.of("neighbours", Duration.ofNanos(System.nanoTime() - start), details)));
    }

    private Optional<UnitVector> place(String text) {
        return UnitVector.of(embedder.embed(text));
    }

    private static double cosine(Optional<UnitVector> one, Optional<UnitVector> other) {
        return one.isPresent() && other.isPresent() ? one.get().cosine(other.get()) : 0;
    }

    @Override
    public Description describe() {
        StringBuilder all = new StringBuilder();
        for (Placed placed : examples) {
            Example example = placed.example();
            all.append(Digests.sha256(example.question())).append(Digests.sha256(example.answer()));
        }
        return Description.of("neighbours")
                .with("neighbours", neighbours)
                .with("examples", Digests.sha256(all.toString()))
                .withPart(embedder.describe());
    }

    @Override
    public String toString() {
        return "neighbours(" + PassedOver.name(embedder) + ", " + neighbours + " of " + examples.size() + ")";
    }

    private record Placed(Example example, Optional<UnitVector> place) {}

    private record Near(String route, double cosine) {}
}
