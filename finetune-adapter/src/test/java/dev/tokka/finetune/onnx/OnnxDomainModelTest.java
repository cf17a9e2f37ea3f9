// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.DomainModel;
import dev.tokka.Generation;
import dev.tokka.Question;
import dev.tokka.Trace;
import dev.tokka.testkit.DomainModelContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxDomainModelTest implements DomainModelContract {

    private static final Path DEMO = GoldenTest.MODELS.resolve("demo-lm");
    private static OnnxChatModel opened;

    @BeforeAll
    static void open() {
        Assumptions.assumeTrue(Files.exists(DEMO), "the models are not beside the project");
        opened = OnnxChatModel.open(DEMO, GoldenTest.options(DEMO));
    }

    @AfterAll
    static void close() {
        if (opened != null) {
            opened.close();
        }
    }

    @Override
    public DomainModel model() {
        return opened.withAdapter("facts-x10").asDomainModel();
    }

    @Override
    public Question question() {
        return Question.of("Question: What is the support desk of the Pati savings account?");
    }

    @Override
    public Question otherQuestion() {
        return Question.of("Question: What rate does the Lealen business loan have?");
    }

    @Override
    public Stream<DomainModel> changedModels() {
        return Stream.of(
                opened.asDomainModel(),
                opened.withAdapter("raft").asDomainModel(),
                opened.withAdapter("facts-x10").asCompletionDomainModel(),
                opened.withAdapter("facts-x10")
                        .withSettings(opened.settings().withTemperature(1))
                        .asDomainModel());
    }

    @Override
    public Duration slack() {
        return Duration.ofSeconds(2); // machines may be busy
    }

    @Test
    void isAsSureAsItsTokensAreLikely() {
        Answer.Reply reply = model().answer(question()).reply().orElseThrow();

        assertThat(reply.confidence().orElseThrow()).isBetween(0.3, 1.0);
        assertThat(reply.trace().usage().input()).isPositive();
        assertThat(reply.trace().usage().output()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void writesNothingButWhatASchemaAllows(boolean raw) {
        Question question = Question.of("How many?")
                .withForm(new AnswerForm.JsonSchema(
                        "{\"type\": \"object\", \"properties\": {\"kind\": {\"enum\": [\"card\", \"loan\"]}},"
                                + " \"required\": [\"kind\"], \"additionalProperties\": false}"));
        DomainModel model = raw ? opened.asCompletionDomainModel() : opened.asDomainModel();

        Answer.Reply reply = model.answer(question).reply().orElseThrow();

        assertThat(reply.text()).matches("\\{\\s*\"kind\"\\s*:\\s*\"(card|loan)\"\\s*\\}");
    }

    @Test
    void answersWithTheLikeliestLabel() {
        Question question = Question.of("Headline: Profit of the bank falls sharply after losses")
                .withForm(AnswerForm.oneOf("positive", "negative", "neutral"));

        Answer.Reply reply = opened.asDomainModel().answer(question).reply().orElseThrow();

        assertThat(List.of("positive", "negative", "neutral")).contains(reply.text());
        assertThat(reply.confidence().orElseThrow()).isBetween(1.0 / 3, 1.0);
    }

    @Test
    void drawsTheSameWithTheSameSeed() {
        Generation hot = Generation.DEFAULT.withTemperature(2).withMaxTokens(200);
        List<String> once = Stream.of(1, 2, 3, 4, 5, 6)
                .map(seed -> text(hot.withSeed(seed)))
                .toList();
        List<String> again = Stream.of(1, 2, 3, 4, 5, 6)
                .map(seed -> text(hot.withSeed(seed)))
                .toList();

        assertThat(again).isEqualTo(once);
        assertThat(once.stream().distinct().count()).isGreaterThan(1);
    }

    private String text(Generation settings) {
        return String.valueOf(
                model().answer(question().with(Generation.KEY, settings)).withTrace(Trace.EMPTY));
    }
}
