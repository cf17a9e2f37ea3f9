// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Example;
import dev.tokka.Generation;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.finetune.decoding.DecodingListener;
import dev.tokka.finetune.decoding.DecodingSettings;
import dev.tokka.finetune.graph.DecoderShape;
import dev.tokka.finetune.graph.Family;
import dev.tokka.finetune.graph.ModelFiles;
import dev.tokka.finetune.graph.TextToText;
import dev.tokka.finetune.graph.TextToText.Kind;
import dev.tokka.finetune.text.ModelTokenizer;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxTextToTextModelTest {

    private static final String TEXT = "the bank raises its rate";

    @TempDir
    Path directory;

    private OnnxTextToTextModel open(Kind kind) {
        return OnnxTextToTextModel.open(new TextToText(kind, kind == Kind.T5).write(5, directory));
    }

    private ModelTokenizer tokenizer() {
        return ModelTokenizer.open(ModelDirectory.of(directory));
    }

    private Seq2SeqEngine engine() {
        return Seq2SeqEngine.open(ModelDirectory.of(directory), 1, Duration.ofSeconds(30));
    }

    /** Returns the likeliest tokens one by one, each logit of a token of the output divided or multiplied by the penalty. */
    private List<Integer> expected(String text, int most, float penalty) {
        try (ModelTokenizer tokenizer = tokenizer();
                Seq2SeqEngine engine = engine()) {
            return engine.call(sequences -> {
                List<Integer> output = new ArrayList<>(engine.shape().start());
                float[] logits =
                        sequences.append(List.of(tokenizer.encode(text))).get(0);
                for (int i = 0; i < most; i++) {
                    for (int token : new HashSet<>(output)) {
                        logits[token] = logits[token] > 0 ? logits[token] / penalty : logits[token] * penalty;
                    }
                    int best = argmax(logits, tokenizer.size());
                    output.add(best);
                    logits = sequences.append(List.of(new int[] {best})).get(0);
                }
                return output.subList(engine.shape().start().size(), output.size());
            });
        }
    }

    private static int argmax(float[] logits, int n) {
        return IntStream.range(0, n)
                .boxed()
                .max(Comparator.comparingDouble((Integer i) -> logits[i]).thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    private String text(List<Integer> tokens) {
        try (ModelTokenizer tokenizer = tokenizer()) {
            return tokenizer.decode(tokens.stream().mapToInt(i -> i).toArray());
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesTheLikeliestTokensAndDoesNotPenalizeThoseOfTheSource(Kind kind) {
        try (OnnxTextToTextModel model = open(kind)) {
            for (float penalty : new float[] {1, 1.8f}) {
                OnnxTextToTextModel own =
                        model.withSettings(model.settings().withMaxTokens(12).withRepetitionPenalty(penalty));

                Response<String> response = own.generate(TEXT);

                assertThat(response.content()).isEqualTo(text(expected(TEXT, 12, penalty)));
                assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
                assertThat(requireNonNull(response.tokenUsage()).outputTokenCount())
                        .isEqualTo(12);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesManyAsEachAlone(Kind kind) {
        List<String> texts = List.of(TEXT, "a", "who may sign", "rates and fees of 2026", TEXT);
        try (OnnxTextToTextModel model = open(kind)) {
            OnnxTextToTextModel own = model.withSettings(model.settings().withMaxTokens(9));

            assertThat(own.generateAll(texts, 2).stream().map(Response::content))
                    .isEqualTo(texts.stream()
                            .map(text -> own.generate(text).content())
                            .toList());
        }
    }

    @Test
    void streamsWhatItWritesAndEndsOnce() {
        try (OnnxTextToTextModel model = open(Kind.T5)) {
            OnnxTextToTextModel drawing = model.withSettings(drawing(model, TEXT));
            StringBuilder streamed = new StringBuilder();
            List<Response<String>> ends = new ArrayList<>();

            drawing.generate(TEXT, new StreamingResponseHandler<String>() {
                @Override
                public void onNext(String piece) {
                    streamed.append(piece);
                }

                @Override
                public void onComplete(Response<String> response) {
                    ends.add(response);
                }

                @Override
                public void onError(Throwable error) {
                    throw new AssertionError(error);
                }
            });

            assertThat(ends).hasSize(1);
            assertThat(streamed.toString())
                    .isEqualTo(ends.get(0).content())
                    .isEqualTo(drawing.generate(TEXT).content())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersWithTheLikeliestLabel(Kind kind) {
        List<String> labels = List.of("rise", "fall", "riser", "no");
        Answer.Reply reply;
        try (OnnxTextToTextModel model = open(kind)) {
            Question question = Question.of(TEXT).withForm(new AnswerForm.OneOf(labels));
            reply = model.answer(question).reply().orElseThrow();
        }
        double[] logs = labels.stream().mapToDouble(this::logProbability).toArray();

        int best = IntStream.range(0, logs.length)
                .boxed()
                .max(Comparator.comparingDouble(i -> logs[i]))
                .orElseThrow();
        double share = Math.exp(logs[best]) / Arrays.stream(logs).map(Math::exp).sum();
        assertThat(reply.text()).isEqualTo(labels.get(best));
        assertThat(reply.confidence().orElseThrow()).isCloseTo(share, within(1e-3));
    }

    private double logProbability(String label) {
        try (ModelTokenizer tokenizer = tokenizer();
                Seq2SeqEngine engine = engine()) {
            int[] output = IntStream.concat(IntStream.of(tokenizer.encode(label)), IntStream.of(2))
                    .toArray();
            return engine.call(sequences -> {
                double sum = 0;
                float[] logits =
                        sequences.append(List.of(tokenizer.encode(TEXT))).get(0);
                for (int token : output) {
                    float[] now = logits;
                    double total = IntStream.range(0, now.length)
                            .mapToDouble(i -> Math.exp(now[i]))
                            .sum();
                    sum += now[token] - Math.log(total);
                    logits = sequences.append(List.of(new int[] {token})).get(0);
                }
                return sum;
            });
        }
    }

    @Test
    void keepsToASchemaAndRefusesStopsThere() {
        try (OnnxTextToTextModel model = open(Kind.BART)) {
            Question question = Question.of(TEXT).withForm(new AnswerForm.JsonSchema("{\"type\":\"boolean\"}"));

            assertThat(model.answer(question).reply().orElseThrow().text()).isIn("true", "false");
            assertThatThrownBy(() ->
                            model.answer(question.with(Generation.KEY, Generation.DEFAULT.withStops(List.of("x")))))
                    .isInstanceOf(QuestionRejectedException.class)
                    .hasMessageContaining("stops");
        }
    }

    @Test
    void takesInstructionsBeforeTheTextAndCountsTokens() {
        try (OnnxTextToTextModel model = open(Kind.T5);
                ModelTokenizer tokenizer = tokenizer()) {
            DecodingSettings drawing = drawing(model, "summarize: " + TEXT);
            String written =
                    model.withSettings(drawing).generate("summarize: " + TEXT).content();
            String last = written.substring(written.length() - 1);
            OnnxTextToTextModel ending =
                    model.withSettings(drawing.withMaxTokens(40).withStops(List.of(last)));

            Answer.Reply reply = ending.answer(Question.of(TEXT).plusInstructions(List.of("summarize:")))
                    .reply()
                    .orElseThrow();

            assertThat(reply.text()).isEqualTo(written.substring(0, written.indexOf(last)));
            assertThat(reply.trace().usage().input()).isEqualTo(tokenizer.encode("summarize: " + TEXT).length);
            assertThat(reply.confidence().orElseThrow()).isBetween(0.0, 1.0);
        }
    }

    /** Returns settings that draw a text which ends with a letter that it does not begin with. */
    private static DecodingSettings drawing(OnnxTextToTextModel model, String source) {
        return IntStream.range(0, 100)
                .mapToObj(seed ->
                        model.settings().withTemperature(5).withMaxTokens(12).withSeed(seed))
                .filter(settings -> model.withSettings(settings)
                        .generate(source)
                        .content()
                        .matches("(?s)([a-zA-Z]).*(?!\\1)[a-zA-Z]"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void endsAsTheTokenizerAndTheFilesSay() throws IOException {
        open(Kind.T5).close();
        Path file = directory.resolve("tokenizer.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst(
                                "\"post_processor\"\\s*:\\s*null",
                                "\"post_processor\":{\"type\":\"TemplateProcessing\",\"single\":[{\"Sequence\":{\"id\":\"A\","
                                        + "\"type_id\":0}},{\"SpecialToken\":{\"id\":\"<|im_end|>\",\"type_id\":0}}],"
                                        + "\"pair\":[],\"special_tokens\":{\"<|im_end|>\":{\"id\":\"<|im_end|>\","
                                        + "\"ids\":[2],\"tokens\":[\"<|im_end|>\"]}}}"));
        Path generation = directory.resolve("generation_config.json");
        Files.writeString(generation, Files.readString(generation).replaceFirst("\\{", "{\"max_length\":6,"));
        try (ModelTokenizer tokenizer = tokenizer();
                OnnxTextToTextModel model = OnnxTextToTextModel.open(directory)) {
            int[] source = tokenizer.encode(TEXT);
            assertThat(source[source.length - 1]).isEqualTo(2);

            Response<String> response = model.generate(TEXT);

            assertThat(requireNonNull(response.tokenUsage()).inputTokenCount()).isEqualTo(source.length);
            assertThat(requireNonNull(response.tokenUsage()).outputTokenCount())
                    .as("and the start")
                    .isEqualTo(5);
            assertThat(response.content()).isEqualTo(text(expected(TEXT, 5, 1)));
        }
    }

    @Test
    void refusesWhatHasNoPlace() {
        try (OnnxTextToTextModel model = open(Kind.T5)) {
            Question example = Question.of("rate?").plusExamples(List.of(new Example("fee?", "2 EUR")));
            assertThatThrownBy(() -> model.answer(example))
                    .isInstanceOf(QuestionRejectedException.class)
                    .hasMessageContaining("examples")
                    .hasMessageContaining("format");
            assertThatThrownBy(() -> model.answer(Question.of("long ".repeat(100))))
                    .isInstanceOf(QuestionRejectedException.class)
                    .hasMessageContaining("from 1 to 64 tokens");
            assertThatThrownBy(() ->
                            model.answer(Question.of(TEXT).with(Generation.KEY, Generation.DEFAULT.withMaxTokens(1))))
                    .as("cut off after one token")
                    .isInstanceOf(IncompleteAnswerException.class);
        }
    }

    @Test
    void followsBeamsAndDrawsTheSameWithTheSameSeed() {
        try (OnnxTextToTextModel model = open(Kind.BART)) {
            DecodingSettings base = model.settings().withMaxTokens(8);
            List<String> drawn = Stream.of(1, 2, 1)
                    .map(seed -> model.withSettings(base.withTemperature(3).withSeed(seed))
                            .generate(TEXT)
                            .content())
                    .toList();

            assertThat(drawn.get(0)).isEqualTo(drawn.get(2)).isNotEqualTo(drawn.get(1));
            OnnxTextToTextModel beams = model.withSettings(base.withBeams(4));
            assertThat(beams.generate(TEXT).content())
                    .isEqualTo(beams.generate(TEXT).content());
        }
    }

    @Test
    void saysWhichModelOpensADirectory() {
        open(Kind.T5).close();
        assertThatThrownBy(() -> OnnxChatModel.open(directory).close())
                .isInstanceOfSatisfying(
                        ModelFileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED))
                .hasMessageContaining("OnnxTextToTextModel");

        Path decoder = ModelFiles.write(DecoderShape.small(Family.LLAMA), 1, directory.resolve("decoder"));
        assertThatThrownBy(() -> OnnxTextToTextModel.open(decoder).close())
                .isInstanceOfSatisfying(
                        ModelFileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MISSING))
                .hasMessageContaining("OnnxChatModel");
        assertThatThrownBy(() -> OnnxTextToTextModel.open(
                        directory, OnnxChatOptions.defaults().withAdapter("a", decoder)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("adapters");
    }

    @Test
    void refusesMoreThanItsQueueTakes() {
        OnnxChatOptions.Capacity one = OnnxChatOptions.Capacity.DEFAULT.withRequests(1, 0);
        new TextToText(Kind.T5, true).write(5, directory);
        try (OnnxTextToTextModel model =
                OnnxTextToTextModel.open(directory, OnnxChatOptions.defaults().withCapacity(one))) {
            OnnxTextToTextModel drawing = model.withSettings(drawing(model, TEXT));
            List<Throwable> errors = new ArrayList<>();

            drawing.generate(TEXT, new StreamingResponseHandler<String>() {
                @Override
                public void onNext(String piece) {
                    model.generate(TEXT); // while the first one is still being written
                }

                @Override
                public void onError(Throwable error) {
                    errors.add(error);
                }
            });

            assertThat(errors).hasSize(1);
            assertThat(errors.get(0))
                    .isInstanceOf(ModelUnavailableException.class)
                    .hasMessageContaining("1 requests are running");
            assertThat(model.generate(TEXT).content()).as("it goes on").isNotNull();
        }
    }

    @Test
    void isClosedOnceForAllViews() {
        OnnxTextToTextModel model = open(Kind.T5);
        OnnxTextToTextModel view = model.withSettings(model.settings().withMaxTokens(2));
        assertThat(view.generate(TEXT).content()).isNotNull();
        view.close();
        model.close();
        assertThatThrownBy(() -> model.generate(TEXT)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void leavesOutTheSpaceOfTheFirstWordOnly() {
        StringBuilder taken = new StringBuilder();
        Unspaced unspaced = new Unspaced(new DecodingListener() {
            @Override
            public void text(String piece) {
                assertThat(piece).isNotEmpty();
                taken.append(piece).append('|');
            }
        });
        List.of(" ", " two", " three").forEach(unspaced::text);
        assertThat(taken.toString()).isEqualTo(" two| three|");
    }
}
