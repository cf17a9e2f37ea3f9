// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tokka.finetune.classification.CharacterFeatures;
import dev.tokka.finetune.classification.FeatureVector;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** What ONNX Runtime makes of a written head is what the trained head says, to 1e-5. */
class HeadGraphTest {

    private static void requireSame(TrainedHead head, List<FeatureVector> texts) throws OrtException {
        float[][] rows = texts.stream().map(FeatureVector::toArray).toArray(float[][]::new);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(head.toOnnx());
                OnnxTensor input = OnnxTensor.createTensor(environment, rows);
                OrtSession.Result result = session.run(Map.of("features", input))) {
            float[][] probabilities = (float[][]) result.get(0).getValue();
            for (int row = 0; row < rows.length; row++) {
                double[] expected = head.probabilities(texts.get(row));
                for (int label = 0; label < expected.length; label++) {
                    assertThat((double) probabilities[row][label]).isCloseTo(expected[label], within(1e-5));
                }
            }
        }
    }

    private static List<FeatureVector> features(List<LabeledFeatures> rows) {
        return rows.stream().map(LabeledFeatures::features).toList();
    }

    @Property(tries = 5)
    void oneLabel(@ForAll @LongRange(min = 0, max = 1_000) long seed) throws OrtException {
        requireSame(
                Toy.trainer(3).train(Toy.corners(20, 0.5, seed), HeadOptions.oneLabel(seed)),
                features(Toy.corners(20, 1, seed + 1)));
    }

    @Property(tries = 5)
    void kernel(@ForAll @LongRange(min = 0, max = 1_000) long seed) throws OrtException {
        HeadOptions options = HeadOptions.oneLabel(seed).withKernel(Kernel.gaussian(30));
        requireSame(Toy.trainer(2).train(Toy.rings(60, seed), options), features(Toy.rings(60, seed + 1)));
    }

    @Property(tries = 5)
    void orderedLabels(@ForAll @LongRange(min = 0, max = 1_000) long seed) throws OrtException {
        HeadOptions options = HeadOptions.ordered(List.of("low", "middle", "high"), seed);
        requireSame(Toy.trainer(3).train(Toy.grades(60, 0.5, seed), options), features(Toy.grades(30, 1, seed + 1)));
    }

    @Property(tries = 5)
    void severalLabels(@ForAll @LongRange(min = 0, max = 1_000) long seed) throws OrtException {
        requireSame(
                Toy.trainer(3).train(Toy.tags(60, 0.5, seed), HeadOptions.severalLabels(seed)),
                features(Toy.tags(30, 1, seed + 1)));
    }

    @Property(tries = 3)
    void counts(@ForAll @LongRange(min = 0, max = 1_000) long seed) throws OrtException {
        CharacterFeatures characters = new CharacterFeatures(1, 3, 1 << 10);
        List<LabeledFeatures> rows =
                List.of("up one", "up two", "up three", "down one", "down two", "down three").stream()
                        .map(text -> LabeledFeatures.of(characters.features(text), text.substring(0, 2)))
                        .toList();

        requireSame(
                new HeadTrainer(characters, Runnable::run).train(rows, HeadOptions.oneLabel(seed)),
                List.of(characters.features("up four"), characters.features("x"), characters.features("増えた")));
    }
}
