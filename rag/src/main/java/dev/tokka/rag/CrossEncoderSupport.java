// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Span;
import java.util.List;
import java.util.Optional;

/** See {@link SupportScorer#crossEncoder}. */
record CrossEncoderSupport(Reranker reranker, LogisticMap calibration, Support words) implements SupportScorer {

    private static final int MAX_RUNS = 16;

    CrossEncoderSupport {
        requireNonNull(reranker, "reranker");
        requireNonNull(calibration, "calibration");
    }

    CrossEncoderSupport(Reranker reranker, LogisticMap calibration) {
        this(reranker, calibration, new Support(new Lexicon(TermWeights.uniform())));
    }

    @Override
    public Optional<Found> of(String claim, Passage passage) {
        Optional<Found> verbatim = words.verbatim(claim, passage);
        if (verbatim.isPresent()) {
            return verbatim;
        }
        Runs runs = Runs.of(passage.text());
        List<Span> read = runs.runs().stream()
                .map(runs::span)
                .filter(span -> StockPhrases.hasWords(span.of(passage.text())))
                .limit(MAX_RUNS)
                .toList();
        double[] scores = reranker.score(
                claim, read.stream().map(span -> span.of(passage.text())).toList());
        Optional<Found> best = Optional.empty();
        for (int i = 0; i < read.size(); i++) {
            double kept = words.kept(claim, read.get(i).of(passage.text()));
            double score = kept * calibration.share(scores[i]);
            if (best.isEmpty() || score > best.get().score()) {
                best = Optional.of(new Found(read.get(i), score));
            }
        }
        return best.filter(found -> found.score() > 0);
    }

    @Override
    public Description describe() {
        return Description.of("support", "cross-encoder")
                .with("middle", calibration.middle())
                .with("slope", calibration.slope())
                .withPart(reranker.describe());
    }

    @Override
    public String toString() {
        return "crossEncoder(" + reranker + ")";
    }
}
