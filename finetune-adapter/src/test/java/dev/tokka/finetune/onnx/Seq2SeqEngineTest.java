// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.ModelUnavailableException;
import dev.tokka.QuestionRejectedException;
import dev.tokka.finetune.graph.TextToText;
import dev.tokka.finetune.graph.TextToText.Kind;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Seq2SeqEngineTest {

    private static final int[] TEXT = {17, 5, 200, 33, 2};
    private static final int[] OTHER = {90, 2};
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private Seq2SeqEngine open(Kind kind, boolean merged) {
        new TextToText(kind, merged).write(5, directory);
        return Seq2SeqEngine.open(ModelDirectory.of(directory), 1, TIMEOUT);
    }

    /** Returns the logits after the beginning and after each of {@code output}, with the cache. */
    private static List<float[]> read(Seq2SeqEngine engine, int[] text, int... output) {
        return engine.call(sequences -> {
            List<float[]> all = new ArrayList<>(copy(sequences.append(List.of(text))));
            for (int token : output) {
                all.addAll(copy(sequences.append(List.of(new int[] {token}))));
            }
            return all;
        });
    }

    private static List<float[]> copy(List<float[]> logits) {
        return logits.stream().map(float[]::clone).toList();
    }

    private static void requireClose(float[] seen, float[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(seen[i]).isCloseTo(expected[i], within(2e-4f));
        }
    }

    /** The start of the decoder is settable, so that a run without a cache can read an output as if it were its start. */
    @ParameterizedTest
    @CsvSource({"T5, true", "T5, false", "BART, true", "BART, false"})
    void cacheChangesNothing(Kind kind, boolean merged) {
        int[] output = {40, 41, 250, 7};
        try (Seq2SeqEngine engine = open(kind, merged)) {
            List<float[]> cached = read(engine, TEXT, output);
            for (int length = 0; length <= output.length; length++) {
                int[] begun = IntStream.concat(
                                engine.shape().start().stream().mapToInt(Integer::intValue),
                                Arrays.stream(output, 0, length))
                        .toArray();
                requireClose(cached.get(length), uncached(engine, begun));
            }
            assertThat(cached.get(1)).isNotEqualTo(cached.get(2));
            assertThat(read(engine, OTHER).get(0)).as("the input counts").isNotEqualTo(cached.get(0));
        }
    }

    private static float[] uncached(Seq2SeqEngine engine, int[] begun) {
        Seq2SeqShape shape = new Seq2SeqShape(Arrays.stream(begun).boxed().toList(), 0, 64);
        return engine.call(shape, sequences -> copy(sequences.append(List.of(TEXT))))
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({"T5, true", "T5, false", "BART, true", "BART, false"})
    void neighboursAndSelectionChangeNothing(Kind kind, boolean merged) {
        try (Seq2SeqEngine engine = open(kind, merged)) {
            float[] text = read(engine, TEXT, 40, 41).get(2);
            float[] other = read(engine, OTHER, 50, 51).get(2);

            engine.call(sequences -> {
                sequences.append(List.of(OTHER, TEXT));
                sequences.append(List.of(new int[] {50}, new int[] {40}));
                sequences.select(1, 0, 1);
                List<float[]> all = copy(sequences.append(List.of(new int[] {41}, new int[] {51}, new int[] {9})));
                requireClose(all.get(0), text);
                requireClose(all.get(1), other);
                sequences.select(0);
                sequences.select(0, 0);
                return sequences.append(List.of(new int[] {9, 10}, new int[] {9, 10}));
            });
        }
    }

    @Test
    void keepsTheBeamsOfATextApart() {
        try (Seq2SeqEngine engine = open(Kind.T5, true)) {
            float[] expected = read(engine, TEXT, 8, 60, 61).get(3);

            float[] seen = engine.call(sequences -> {
                sequences.append(List.of(TEXT));
                sequences.select(0, 0);
                sequences.append(List.of(new int[] {7}, new int[] {8}));
                sequences.select(1, 0);
                sequences.append(List.of(new int[] {60}, new int[] {70}));
                sequences.select(0, 0);
                return copy(sequences.append(List.of(new int[] {61}, new int[] {62})))
                        .get(0);
            });

            requireClose(seen, expected);
        }
    }

    @Test
    void refusesWhatIsTooLongOrOfOtherSizes() {
        try (Seq2SeqEngine engine = open(Kind.BART, true)) {
            assertThatThrownBy(() -> read(engine, new int[65]))
                    .isInstanceOf(QuestionRejectedException.class)
                    .hasMessageContaining("at most 64 tokens but the text has 65");
            engine.call(sequences -> {
                assertThatThrownBy(() -> sequences.append(List.of())).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> sequences.select(0)).isInstanceOf(IllegalStateException.class);
                sequences.append(List.of(TEXT));
                assertThatThrownBy(() -> sequences.append(List.of(TEXT, TEXT)))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> sequences.select(1)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> sequences.append(List.of(new int[63])))
                        .isInstanceOf(QuestionRejectedException.class);
                sequences.close();
                sequences.close();
                assertThatThrownBy(() -> sequences.append(List.of(TEXT))).isInstanceOf(IllegalStateException.class);
                return true;
            });
        }
    }

    @Test
    void saysWhatADirectoryLacks() throws IOException {
        open(Kind.T5, false).close();
        Files.delete(directory.resolve("onnx/decoder_with_past_model.onnx"));
        requireRefused(Reason.MISSING, "decoder_with_past_model.onnx");

        open(Kind.T5, true).close();
        Files.copy(
                directory.resolve("onnx/encoder_model.onnx"),
                directory.resolve("onnx/decoder_model_merged.onnx"),
                StandardCopyOption.REPLACE_EXISTING);
        requireRefused(Reason.UNSUPPORTED, "text2text-generation-with-past");

        open(Kind.T5, true).close();
        Files.writeString(directory.resolve("generation_config.json"), "{}");
        requireRefused(Reason.UNDECIDED, "decoder_start_token_id");
    }

    private void requireRefused(Reason reason, String words) {
        assertThatThrownBy(() -> Seq2SeqEngine.open(ModelDirectory.of(directory), 1, TIMEOUT))
                .isInstanceOfSatisfying(
                        ModelFileException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(words);
    }

    @Test
    void endsWhenInterruptedOrClosed() {
        Seq2SeqEngine engine = open(Kind.T5, true);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> engine.call(sequences -> {
                        sequences.append(List.of(TEXT));
                        while (true) {
                            sequences.append(List.of(new int[] {5}));
                        }
                    }))
                    .isInstanceOfAny(ModelUnavailableException.class, QuestionRejectedException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        engine.close();
        engine.close();
        assertThatThrownBy(() -> read(engine, TEXT)).isInstanceOf(IllegalStateException.class);
    }
}
