// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tokka.Description;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.VectorAdapterFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdapterTrainerTest {

    private static final int SIZE = 12;
    private static final AdapterOptions OPTIONS = AdapterOptions.defaults(1)
            .withRank(SIZE)
            .withContrast(new AdapterOptions.Contrast(16, 4, 10, 0.1))
            .withDescent(new AdapterOptions.Descent(0.02, 0, 15, 3));

    @TempDir
    Path directory;

    /** Passages in random directions, and questions that speak of them in another order of the axes, with noise. */
    private static AdapterData turned(long seed, boolean turns) {
        Random random = new Random(seed);
        List<float[]> passages = new ArrayList<>();
        List<JudgedQuestion> questions = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            float[] passage = unit(random, new float[SIZE], 1);
            float[] question = new float[SIZE];
            for (int axis = 0; axis < SIZE; axis++) {
                question[axis] = passage[turns ? (axis + 1) % SIZE : axis];
            }
            passages.add(passage);
            questions.add(new JudgedQuestion(unit(random, question, 0.05), Set.of(i)));
        }
        return new AdapterData(passages, questions.subList(0, 90), questions.subList(90, 120));
    }

    private static float[] unit(Random random, float[] middle, double noise) {
        float[] vector = middle.clone();
        double square = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] += (float) (noise * random.nextGaussian());
            square += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(square);
        }
        return vector;
    }

    private static TrainedAdapter train(AdapterData data, AdapterOptions options) {
        return new AdapterTrainer(data, CandidateSource.nearest(data)).train(options);
    }

    @Test
    void learnsHowQuestionsSpeakOfPassages() {
        TrainedAdapter adapter = train(turned(1, true), OPTIONS);

        assertThat(adapter.improves()).isTrue();
        assertThat(adapter.quality().get(0)).isLessThan(0.3);
        assertThat(adapter.quality().get(adapter.epoch())).isGreaterThan(0.8);
    }

    @Test
    void whatCannotBeBetterStaysAsItIs() {
        AdapterData data = turned(1, false);
        TrainedAdapter adapter = train(data, OPTIONS);

        assertThat(adapter.quality().get(0)).isEqualTo(1);
        assertThat(adapter.improves()).isFalse();
        assertThat(adapter.quality()).as("it ends early").hasSize(1 + 3);
        float[] vector = data.heldOut().get(0).vector();
        assertThat(adapter.apply(vector)).containsExactly(vector, within(1e-6f));
    }

    @Test
    void equalSeedsGiveEqualBytes() {
        AdapterData data = turned(2, true);
        AdapterOptions options = OPTIONS.withDescent(new AdapterOptions.Descent(0.02, 0, 2, 3));
        byte[] once = train(data, options).toOnnx();

        assertThat(train(data, options).toOnnx()).isEqualTo(once);
        assertThat(train(data, new AdapterOptions(SIZE, options.contrast(), options.descent(), 2))
                        .toOnnx())
                .isNotEqualTo(once);
    }

    @Test
    void theGradientIsThatOfTheLoss() {
        Random random = new Random(3);
        LowRank weights = LowRank.start(2, 4, random);
        for (float[] row : weights.up()) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) (0.3 * random.nextGaussian());
            }
        }
        float[] question = unit(random, new float[4], 1);
        List<float[]> choices =
                List.of(unit(random, new float[4], 1), unit(random, new float[4], 1), unit(random, new float[4], 1));
        ContrastiveLoss loss = new ContrastiveLoss(0.5);
        LowRank gradient = weights.zero();
        loss.add(weights, question, choices, gradient);

        for (boolean up : new boolean[] {true, false}) {
            float[] row = up ? weights.up()[1] : weights.down()[1];
            float[] slope = up ? gradient.up()[1] : gradient.down()[1];
            for (int i = 0; i < row.length; i++) {
                float before = row[i];
                float step = 1e-2f;
                row[i] = before + step;
                double higher = loss.add(weights, question, choices, weights.zero());
                row[i] = before - step;
                double lower = loss.add(weights, question, choices, weights.zero());
                row[i] = before;
                assertThat((higher - lower) / (2 * step)).isCloseTo(slope[i], within(2e-3));
            }
        }
    }

    @Test
    void theGraphDoesTheSame() throws OrtException {
        AdapterData data = turned(1, true);
        TrainedAdapter adapter = train(data, OPTIONS);
        float[] vector = data.heldOut().get(0).vector();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();

        try (OrtSession session = environment.createSession(adapter.toOnnx());
                OnnxTensor input = OnnxTensor.createTensor(environment, new float[][] {vector, vector});
                OrtSession.Result result = session.run(Map.of(VectorAdapterFile.INPUT, input))) {
            float[][] adapted = (float[][]) result.get(0).getValue();

            assertThat(adapted[1]).containsExactly(adapter.apply(vector), within(1e-5f));
        }
    }

    @Test
    void whatIsWrittenSaysWhatItIsFor() {
        TrainedAdapter adapter = train(turned(1, true), OPTIONS);
        Description encoder = Description.of("encoder", "e");

        adapter.write(directory, "law", encoder, "datasheet.md");

        VectorAdapterFile file = VectorAdapterFile.read(ModelDirectory.of(directory));
        assertThat(file.encoder()).isEqualTo(encoder.fingerprint());
        assertThat(file.metrics())
                .containsEntry("heldOutNdcg10", adapter.quality().get(adapter.epoch()));
        assertThatThrownBy(() -> adapter.write(directory, "law", Description.opaque(this), "d"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> adapter.apply(new float[3])).hasMessageContaining("12 numbers but it has 3");
    }

    @Test
    void ndcgIsWorkedByHand() {
        List<float[]> passages = List.of(new float[] {1, 0}, new float[] {0.8f, 0.6f}, new float[] {0, 1});
        Neighbours neighbours = new Neighbours(passages);

        assertThat(neighbours.nearest(new float[] {1, 0}, 2)).containsExactly(0, 1);
        assertThat(neighbours.nearest(new float[] {0, 0}, 2))
                .as("of equal ones the first")
                .containsExactly(0, 1);
        double found = 1 / Math.log(3) + 1 / Math.log(4);
        double most = 1 / Math.log(2) + 1 / Math.log(3);
        assertThat(neighbours.ndcg(new float[] {1, 0}, Set.of(1, 2))).isCloseTo(found / most, within(1e-12));
    }

    @Test
    void twoSourcesGiveHalfEach() {
        CandidateSource both = ((CandidateSource)
                        (question, limit) -> List.of(1, 2, 3).subList(0, limit))
                .and((question, limit) -> List.of(2, 4, 5));

        assertThat(both.candidates(0, 4)).containsExactly(1, 2, 4, 5);
    }

    @Test
    void wrongDataIsRefused() {
        float[] unit = {1, 0};
        List<float[]> passages = List.of(unit, unit);
        List<JudgedQuestion> questions = List.of(new JudgedQuestion(unit, Set.of(1)));

        assertThatThrownBy(() -> new JudgedQuestion(unit, Set.of())).hasMessageContaining("at least one relevant");
        assertThatThrownBy(() -> new AdapterData(passages, questions, List.of()))
                .hasMessageContaining("left out");
        assertThatThrownBy(() -> new AdapterData(passages, List.of(new JudgedQuestion(unit, Set.of(2))), questions))
                .hasMessageContaining("relevant passage must be in [0, 1]");
        assertThatThrownBy(() -> new AdapterData(List.of(unit, new float[2]), questions, questions))
                .hasMessageContaining("a passage has 2");
        assertThatThrownBy(() -> new AdapterData(
                        passages, List.of(new JudgedQuestion(new float[] {Float.NaN, 1}, Set.of(0))), questions))
                .hasMessageContaining("a question has 2");
        assertThatThrownBy(() -> new AdapterOptions.Descent(Double.NaN, 0, 1, 1))
                .hasMessageContaining("rate");
        assertThatThrownBy(() -> new AdapterOptions.Contrast(1, 5, 4, 1)).hasMessageContaining("pool");
    }
}
