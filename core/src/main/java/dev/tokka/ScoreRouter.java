// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** See {@link Router#byScore}. */
record ScoreRouter(Retriever retriever, double threshold, String above, String below) implements Router {

    ScoreRouter {
        requireNonNull(retriever, "retriever");
        if (!Double.isFinite(threshold)) {
            throw new IllegalArgumentException("threshold must be finite but is " + threshold);
        }
        Checks.requireText(above, "above");
        Checks.requireText(below, "below");
    }

    @Override
    public Route route(Question question) {
        long start = System.nanoTime();
        List<Passage> found = retriever.retrieve(new Query(question.text(), 1, question.attributes()));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (found.isEmpty()) {
            return new Route(below, Trace.of(Step.of("score", took, Map.of())));
        }
        Passage best = found.get(0);
        Step step = Step.of("score", took, Map.of("id", best.id(), "score", String.valueOf(best.score())));
        return new Route(best.score() >= threshold ? above : below, Trace.of(step));
    }

    @Override
    public Description describe() {
        return Description.of("score")
                .with("threshold", threshold)
                .with("above", above)
                .with("below", below)
                .withPart(retriever.describe());
    }

    @Override
    public String toString() {
        return "score(" + PassedOver.name(retriever) + " >= " + threshold + " ? " + above + " : " + below + ")";
    }
}
