// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Span;
import dev.tokka.rag.text.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** See {@link SupportScorer#meaning}. */
record MeaningSupport(Support words, Encoder encoder) implements SupportScorer {

    private static final int MAX_RUNS = 16;

    /** Cosines of unrelated sentences are seldom higher, by the bundled encoder. */
    private static final double NOTHING = 0.5;

    private static final double ALL = 0.9;

    MeaningSupport {
        requireNonNull(encoder, "encoder");
    }

    @Override
    public Optional<Found> of(String claim, Passage passage) {
        Optional<Found> verbatim = words.verbatim(claim, passage);
        Language language = Language.of(claim);
        if (verbatim.isPresent() || !encoder.covers(language)) {
            return words.of(claim, passage);
        }
        List<Found> candidates = candidates(claim, passage);
        List<String> texts = new ArrayList<>(List.of(claim));
        candidates.forEach(found -> texts.add(found.quote().of(passage.text())));
        List<float[]> vectors = encoder.encode(Encoder.Role.PASSAGE, texts);
        Optional<Found> best = Optional.empty();
        for (int i = 0; i < candidates.size(); i++) {
            double kept = words.kept(claim, texts.get(i + 1));
            double meaning = kept * share(cosine(vectors.get(0), vectors.get(i + 1)));
            double score = (candidates.get(i).score() + meaning) / 2;
            if (best.isEmpty() || score > best.get().score()) {
                best = Optional.of(new Found(candidates.get(i).quote(), score));
            }
        }
        return best.filter(found -> found.score() > 0);
    }

    /** Returns the runs that share most words with the claim, then the first sentences, which may say it otherwise. */
    private List<Found> candidates(String claim, Passage passage) {
        List<Found> candidates = new ArrayList<>(words.inRuns(claim, passage).stream()
                .sorted(Comparator.comparingDouble(Found::score).reversed())
                .limit(MAX_RUNS / 2)
                .toList());
        for (Span sentence : Runs.of(passage.text()).sentences()) {
            boolean known = candidates.stream().anyMatch(found -> found.quote().equals(sentence));
            if (!known && candidates.size() < MAX_RUNS && StockPhrases.hasWords(sentence.of(passage.text()))) {
                candidates.add(new Found(sentence, 0));
            }
        }
        return candidates;
    }

    private static double share(double cosine) {
        return Math.max(0, Math.min(1, (cosine - NOTHING) / (ALL - NOTHING)));
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Override
    public Description describe() {
        return Description.of("support", "meaning").withPart(words.describe()).withPart(encoder.describe());
    }

    @Override
    public String toString() {
        return "meaning(" + encoder + ")";
    }
}
