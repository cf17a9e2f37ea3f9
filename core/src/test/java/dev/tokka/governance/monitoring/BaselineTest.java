// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Embedder;
import dev.tokka.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BaselineTest {

    private static final String FINGERPRINT = Desk.DESCRIPTION.fingerprint();

    private static Baseline full() {
        BaselineBuilder builder = Baseline.builder(FINGERPRINT).withInputs(new Desk.Letters());
        for (int i = 0; i < 100; i++) {
            Question question =
                    Question.of((i % 2 == 0 ? "a" : "b") + "?".repeat(i % 7)).withForm(AnswerForm.oneOf("up", "down"));
            Answer reply = Answer.reply(i % 4 == 0 ? "down" : "up").withTrace(Desk.cost("" + i));
            builder.add(question, i % 10 == 0 ? Desk.reply(0.5) : reply, Duration.ofMillis(i * 10L));
        }
        return builder.addFailure(Desk.QUESTION, Duration.ofSeconds(9)).build();
    }

    @Test
    void measuresWhatTheModelDid() {
        Baseline baseline = full();

        assertThat(baseline.references())
                .containsEntry(Metric.FAILURES, new Reference.Share(101, 1))
                .containsEntry(Metric.ABSTENTION, new Reference.Share(100, 0))
                .containsEntry(Metric.LATENCY, new Reference.Limit(500, 940, new Reference.Share(100, 5)))
                .containsEntry(Metric.LABELS, new Reference.Labels(Map.of("up", 70, "down", 20, "It is free.", 10)));
        assertThat(baseline.reference(Metric.GROUNDING, Reference.Mean.class).value())
                .isCloseTo(0.05, within(1e-12));
        assertThat(baseline.reference(Metric.COST, Reference.Limit.class).limit())
                .isEqualTo(94);
        assertThat(baseline.currency()).contains(Desk.YEN);
        assertThat(baseline.inputs().orElseThrow().centres()).hasSizeBetween(2, 5);
    }

    @Test
    void leavesOutWhatThereIsNothingToMeasureOf() {
        BaselineBuilder builder = Baseline.builder(FINGERPRINT);
        for (int i = 0; i < 30; i++) {
            builder.add(Desk.QUESTION, Answer.reply("It is free."), Duration.ofMillis(1));
        }

        assertThat(builder.build().references())
                .containsOnlyKeys(Metric.ABSTENTION, Metric.LATENCY, Metric.FAILURES)
                .containsEntry(Metric.LATENCY, new Reference.Limit(1, 100, new Reference.Share(30, 0)));
        assertThat(builder.withLeastLatency(Duration.ZERO).build().references())
                .containsEntry(Metric.LATENCY, new Reference.Limit(1, 1, new Reference.Share(30, 0)));
    }

    @Test
    void asksAModelItself() {
        Desk desk = new Desk();
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            questions.add(Question.of("What is the fee of item " + i + "?"));
        }
        BaselineBuilder builder = Baseline.builder(FINGERPRINT).ask(desk, questions);
        desk.failing = true;

        assertThat(builder.ask(desk, questions).build().references())
                .containsEntry(Metric.FAILURES, new Reference.Share(80, 40))
                .containsEntry(Metric.ABSTENTION, new Reference.Share(40, 0));
    }

    @Test
    void isTheSameAfterItWasWrittenAndRead() {
        Baseline baseline = full();
        String json = baseline.toJson();

        assertThat(Baseline.parse(json)).isEqualTo(baseline).hasSameHashCodeAs(baseline);
        assertThat(Baseline.parse(json).toJson()).isEqualTo(json);
        assertThat(Baseline.parse(json).digest()).isEqualTo(baseline.digest()).hasSize(64);
    }

    @Test
    void holdsNoTextOfQuestionsAndReplies() {
        Baseline baseline = Desk.baseline();

        assertThat(baseline.toJson() + baseline)
                .doesNotContain("transfer")
                .doesNotContain("free")
                .doesNotContain("handbook")
                .doesNotContain("unknown");
    }

    @Test
    void noCentreIsOfFewQuestions() {
        BaselineBuilder builder = Baseline.builder(FINGERPRINT).withInputs(new Desk.Letters());
        for (int i = 0; i < 200; i++) {
            String text = i < 196 ? "a" + i : "z" + i; // at most four of another kind
            builder.add(Question.of(text), Answer.reply("Yes."), Desk.FAST);
        }

        assertThat(builder.build().inputs().orElseThrow().centres())
                .allSatisfy(centre -> assertThat((double) centre[0]).isGreaterThan(0.9));
    }

    @Test
    void whatIsDamagedIsToldWithItsPlaceAndWithoutItsValue() {
        String json = Desk.baseline().toJson();

        refused("{", "expected JSON but line 1 is not");
        refused(json.replace("\"tokka-baseline\" : 1", "\"tokka-baseline\" : 2"), "format 1 of baselines but found 2");
        refused(
                json.replace("\"hits\" : 24", "\"hits\" : \"secret\""),
                "a whole number at the baseline.metrics.abstention.hits");
        refused(json.replace("\"hits\" : 24", "\"hits\" : 301"), "hits must be in [0, 300] but is 301");
        refused(json.replace("\"abstention\"", "\"absent\""), "no such member at the baseline.metrics.absent");
        refused(
                json.replaceAll("(?s)\"metrics\" : \\{.*\\}", "\"metrics\" : {} }"),
                "expected references of [ABSTENTION");
        refused(json.replace("\"metrics\"", "\"more\" : 1, \"metrics\""), "no such member at the baseline.more");
        refused(json.replace("JPY", "yen"), "ISO 4217");
        refused(json.replace(FINGERPRINT, "abc"), "64 lower-case hexadecimal digits");
        String full = full().toJson();
        refused(full.replaceAll("\"centres\" : \\[ *\n *\"[^\"]*\"", "\"centres\" : [ \"!\""), "Base64");
        refused(full.replaceAll("\"embedder\" : \"[^\"]*\"", "\"embedder\" : \"\""), "embedder must not be blank");
    }

    private static void refused(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Baseline.parse(json))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @Test
    void tooLittleIsRefused() {
        BaselineBuilder builder = Baseline.builder(FINGERPRINT);
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("number of answers must be at least 30 but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Baseline.builder("desk"));
        Embedder opaque = text -> new float[] {1};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.withInputs(opaque))
                .withMessageContaining("opaque");
        builder.add(Desk.QUESTION, Answer.reply("Yes."), Desk.FAST);
        assertThatIllegalStateException().isThrownBy(() -> builder.withInputs(new Desk.Letters()));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.withLeastLatency(Duration.ofMillis(-1)));
    }

    @Test
    void referencesAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Reference.Share(0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reference.Limit(1, Double.NaN, new Reference.Share(1, 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Reference.Mean(List.of(1.5)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Reference.Labels(Map.of("up", 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Reference.Labels(Map.of("(other)", 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Observation(
                        Observation.Outcome.REPLY, Duration.ofMillis(-1), 0, Map.of(), Optional.empty()));
    }

    @Test
    void aSpaceIsCheckedAndMeasuresTheNearestCentre() {
        InputSpace space = new InputSpace("by", List.of(new float[] {2, 0}, new float[] {0, 1}));

        assertThat(space.distance(new float[] {3, 0})).isCloseTo(0, within(1e-7));
        assertThat(space.distance(new float[] {1, 1})).isCloseTo(1 - Math.sqrt(0.5), within(1e-7));
        assertThat(space.distance(new float[] {-1, 0})).isCloseTo(1, within(1e-7));
        assertThatIllegalArgumentException().isThrownBy(() -> space.distance(new float[] {1}));
        assertThatIllegalArgumentException().isThrownBy(() -> space.distance(new float[] {0, 0}));
        assertThatIllegalArgumentException().isThrownBy(() -> space.distance(new float[] {Float.NaN, 0}));
        assertThatIllegalArgumentException().isThrownBy(() -> new InputSpace("by", List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InputSpace("by", List.of(new float[] {1}, new float[] {1, 2})));
    }
}
