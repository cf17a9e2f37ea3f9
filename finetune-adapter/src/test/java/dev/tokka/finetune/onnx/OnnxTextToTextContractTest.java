// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import dev.langchain4j.model.output.FinishReason;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.finetune.decoding.DecodingSettings;
import dev.tokka.finetune.graph.TextToText;
import dev.tokka.finetune.graph.TextToText.Kind;
import dev.tokka.langchain4j.CallLimits;
import dev.tokka.langchain4j.PromptFormats;
import dev.tokka.testkit.DomainModelContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Encoder–decoders with random weights, which write a text because they draw it, and end it because many tokens end it. */
class OnnxTextToTextContractTest {

    private static final Set<Integer> ENDS =
            IntStream.range(0, 30).map(i -> 10 * i + 2).boxed().collect(Collectors.toSet());

    @Nested
    class OfT5 extends Contract {
        OfT5() {
            super(new TextToText(Kind.T5, true));
        }
    }

    @Nested
    class OfBart extends Contract {
        OfBart() {
            super(new TextToText(Kind.BART, false));
        }
    }

    abstract static class Contract implements DomainModelContract {

        @TempDir
        Path directory;

        private final TextToText shape;
        private OnnxTextToTextModel opened;
        private DecodingSettings settings;

        Contract(TextToText shape) {
            this.shape = shape;
        }

        @BeforeEach
        void open() {
            opened = OnnxTextToTextModel.open(shape.write(5, directory));
            settings = IntStream.range(0, 100)
                    .mapToObj(seed -> opened.settings()
                            .withEndTokens(ENDS)
                            .withTemperature(5)
                            .withSeed(seed))
                    .filter(drawing -> Stream.of(question(), otherQuestion())
                            .map(question -> opened.withSettings(drawing).generate(question.text()))
                            .allMatch(response -> response.finishReason() == FinishReason.STOP
                                    && !response.content().isBlank()))
                    .findFirst()
                    .orElseThrow();
        }

        @AfterEach
        void close() {
            opened.close();
        }

        @Override
        public OnnxTextToTextModel model() {
            return opened.withSettings(settings);
        }

        @Override
        public Question question() {
            return Question.of("What does it cover?");
        }

        @Override
        public Question otherQuestion() {
            return Question.of("Who may sign?");
        }

        @Override
        public Stream<DomainModel> changedModels() {
            return Stream.of(
                    model().withSettings(model().settings().withRepetitionPenalty(1.5)),
                    model().withFormat(PromptFormats.completion()),
                    model().withLimits(CallLimits.DEFAULT.withTimeout(Duration.ofSeconds(7))));
        }

        @Override
        public Duration slack() {
            return Duration.ofSeconds(2); // machines may be busy
        }
    }
}
