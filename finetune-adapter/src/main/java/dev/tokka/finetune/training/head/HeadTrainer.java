// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import dev.tokka.finetune.classification.FeatureVector;
import dev.tokka.finetune.classification.Featurizer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;

/**
 * Trains a head: planes that separate labels in the space of features, and what makes their distances probabilities.
 *
 * <pre>{@code
 * EmbeddingFeatures features = EmbeddingFeatures.of(embedder);
 * List<LabeledFeatures> rows = texts.stream()
 *         .map(text -> LabeledFeatures.of(features.features(text.question()), text.answer())).toList();
 * TrainedHead head = new HeadTrainer(features, executor).train(rows, HeadOptions.oneLabel(1));
 * head.write(Path.of("heads/intents"), "intents", "datasheets/intents.md");
 * }</pre>
 *
 * <p>The strength is the one with the least logarithmic loss on folds that are left out. Planes are convex problems that
 * LIBLINEAR solves, each with a random order of its own seed: heads are the same, byte by byte, for the same texts in the
 * same order, options and seed, whatever the executor.
 *
 * @param featurizer makes the features; part of the head's identity
 * @param executor runs planes at once; {@code Runnable::run} for none
 * @see <a href="https://jmlr.org/papers/v9/fan08a.html">Fan et al., LIBLINEAR: A Library for Large Linear Classification
 *     (2008)</a>
 */
public record HeadTrainer(Featurizer featurizer, Executor executor) {

    /** Checks that nothing is missing. */
    public HeadTrainer {
        requireNonNull(featurizer, "featurizer");
        requireNonNull(executor, "executor");
    }

    /**
     * Returns the head of some texts.
     *
     * @param rows texts with their features; each label needs as many as there are folds
     * @throws HeadTrainingException if there is only one label, too few texts of one, a label that the options do not name,
     *     or features of another size than the featurizer's
     */
    public TrainedHead train(List<LabeledFeatures> rows, HeadOptions options) {
        requireSizes(rows);
        Targets targets = Targets.of(rows, requireNonNull(options, "options"));
        FeatureMap map = map(rows.stream().map(LabeledFeatures::features).toList(), options);
        Feature[][] mapped = rows.stream()
                .map(row -> withBias(map.map(row.features()), map.width()))
                .toArray(Feature[][]::new);
        PlaneTraining training = new PlaneTraining(map.width() + 1, options, executor);
        Folds folds = Folds.of(targets.groups(), options.search(), new Random(options.seed()));
        HeldOut heldOut = new StrengthSearch(training, mapped, targets, folds).best();
        Planes planes = training.train(mapped, targets, heldOut.strength()).with(heldOut.calibration());
        return new TrainedHead(
                new TrainedHead.Learned(featurizer, map, planes),
                options,
                targets.labels(),
                new TrainedHead.Outcome(rows.size(), heldOut.thresholds(), heldOut.metrics()));
    }

    private void requireSizes(List<LabeledFeatures> rows) {
        for (int row = 0; row < rows.size(); row++) {
            int size = rows.get(row).features().size();
            if (size != featurizer.size()) {
                throw new HeadTrainingException(
                        "expected " + featurizer.size() + " features but text number " + (row + 1) + " has " + size);
            }
        }
    }

    private FeatureMap map(List<FeatureVector> features, HeadOptions options) {
        if (options.kernel().landmarks() == 0) {
            return featurizer.counts()
                    ? RareCounts.of(features, featurizer.size())
                    : new FeatureMap.Identity(featurizer.size());
        }
        if (featurizer.counts()) {
            throw new HeadTrainingException("expected a linear kernel for counts but it has landmarks");
        }
        return Landmarks.of(features, options.kernel(), new Random(options.seed()));
    }

    static Feature[] withBias(Feature[] features, int width) {
        Feature[] extended = Arrays.copyOf(features, features.length + 1);
        extended[features.length] = new FeatureNode(width + 1, 1);
        return extended;
    }
}
