// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.ModelUnavailableException;
import dev.tokka.QuestionRejectedException;
import dev.tokka.finetune.decoding.Decoded.ChosenToken;
import dev.tokka.finetune.decoding.Decoded.Finish;
import dev.tokka.finetune.decoding.DecodingSettings.Beams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DecoderTest {

    private static final int END = 0;
    private static final Bytes VOCABULARY = Bytes.of("", "a", "b", "ab", "\n", "日", "語b");
    private static final DecodingSettings GREEDY =
            DecodingSettings.GREEDY.withEndTokens(Set.of(END)).withMaxTokens(12);

    @Example
    void aTextEndsWithTheEndToken() {
        Decoded decoded = decode(writing(1, 3, 5, END, 2), request(GREEDY));

        assertThat(decoded.text()).isEqualTo("aab日");
        assertThat(decoded.ids()).containsExactly(1, 3, 5, END);
        assertThat(decoded.finish()).isEqualTo(Finish.END);
    }

    @Example
    void aStopMaySpanTokensAndBeginWithinOne() {
        Recorder recorder = new Recorder();
        DecodingRequest request = request(GREEDY.withStops(List.of("b\na"))).withListener(recorder);

        Decoded decoded = decode(writing(1, 3, 4, 3, 1), request);

        assertThat(decoded.text()).isEqualTo("aa").isEqualTo(recorder.text());
        assertThat(decoded.ids()).containsExactly(1, 3, 4, 3);
        assertThat(decoded.finish()).isEqualTo(Finish.STOP);
    }

    @Example
    void theMostTokensEndATextThatIsNotComplete() {
        Decoded decoded = decode(writing(1, 2, 1, 2, END), request(GREEDY.withMaxTokens(3)));

        assertThat(decoded.text()).isEqualTo("aba");
        assertThat(decoded.finish()).isEqualTo(Finish.LENGTH);
    }

    @Example
    void whatTheModelCanReadEndsAText() {
        TableModel model = new TableModel(1, 4, writing(1, 2, 1, 2, END));

        Decoded decoded = new Decoder(VOCABULARY, 4).decode(model, request(GREEDY));

        assertThat(decoded.ids()).containsExactly(1, 2, 1, 2); // the last one need not be read
        assertThat(decoded.finish()).isEqualTo(Finish.LENGTH);
    }

    @Example
    void aPromptThatIsTooLongFailsAlone() {
        TableModel model = new TableModel(2, 3, writing(1, END));

        List<DecodingResult> results = new Decoder(VOCABULARY, 3)
                .decode(model, List.of(DecodingRequest.of(List.of(1, 1, 1, 1), GREEDY), request(GREEDY)));

        assertThatExceptionOfType(QuestionRejectedException.class)
                .isThrownBy(() -> results.get(0).orThrow())
                .withMessage("model: the prompt must have at most 3 tokens but has 4");
        assertThat(results.get(1).orThrow().text()).isEqualTo("a");
    }

    @Example
    void probabilitiesAreTheModelsOwn() {
        float[] logits = {-50, (float) Math.log(0.2), (float) Math.log(0.8), -50, -50, -50, -50};
        DecodingRequest request =
                request(GREEDY.withMaxTokens(2)).withConstraint(new Constraints(VOCABULARY).oneOf(List.of("ab")));

        Decoded decoded = decode(sequence -> logits, request);

        assertThat(decoded.text()).isEqualTo("ab");
        assertThat(decoded.confidence()).isCloseTo(Math.sqrt(0.2 * 0.8), within(1e-6)); // a, b
        assertThat(decoded.tokens().get(0))
                .isEqualTo(new ChosenToken(1, decoded.tokens().get(0).logProbability()));
        assertThat(decoded.tokens().get(0).logProbability()).isCloseTo(Math.log(0.2), within(1e-6));
    }

    @Example
    void logitsThatAreNoNumbersFailAlone() {
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            Function<List<Integer>, float[]> table = sequence -> {
                float[] logits = writing(1, 2, END).apply(sequence);
                logits[3] = sequence.get(0) == 5 && sequence.size() == 2 ? wrong : logits[3];
                return logits;
            };

            List<DecodingResult> results = decoder()
                    .decode(
                            new TableModel(2, 100, table),
                            List.of(DecodingRequest.of(List.of(5), GREEDY), request(GREEDY)));

            assertThatExceptionOfType(ModelUnavailableException.class)
                    .isThrownBy(() -> results.get(0).orThrow())
                    .withMessageContaining("logits must be numbers");
            assertThat(results.get(1).orThrow().text()).isEqualTo("ab");
        }
    }

    @Example
    void aListenerThatThrowsEndsItsOwnDecoding() {
        ModelUnavailableException late =
                new ModelUnavailableException(ModelUnavailableException.Reason.DEADLINE, "late");
        TableModel model = new TableModel(2, 100, writing(1, 2, 1, END));
        Recorder recorder = new Recorder() {
            @Override
            public void beforeToken() {
                if (text().length() == 2) {
                    throw late;
                }
            }
        };

        List<DecodingResult> results =
                decoder().decode(model, List.of(request(GREEDY).withListener(recorder), request(GREEDY)));

        assertThat(results.get(0)).isEqualTo(new DecodingResult.Failed(late));
        assertThat(recorder.text()).isEqualTo("ab");
        assertThat(results.get(1).orThrow().text()).isEqualTo("aba");
    }

    @Example
    void logitsBeyondTheVocabularyAreLeftOut() {
        Decoded decoded = decode(sequence -> new float[] {0, 1, 0, 0, 0, 0, 0, 9, 9}, request(GREEDY.withMaxTokens(1)));

        assertThat(decoded.ids()).containsExactly(1);
    }

    @Property(tries = 150)
    void aBatchDecodesWhatEachDecodesAlone(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int size) {
        Function<List<Integer>, float[]> table = TableModel.mixed(VOCABULARY.size(), seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<DecodingRequest> requests = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            requests.add(random(random));
        }

        List<DecodingResult> together = decoder().decode(new TableModel(size, 20, table), requests);

        for (int i = 0; i < size; i++) {
            Recorder recorder = new Recorder();
            Decoded alone = decode(table, requests.get(i).withListener(recorder));
            assertThat(together.get(i)).isEqualTo(alone);
            assertThat(recorder.text()).isEqualTo(alone.text());
        }
    }

    @Example
    void theSeedDecidesWhateverTheNumberOfThreads() throws Exception {
        Function<List<Integer>, float[]> table = TableModel.mixed(VOCABULARY.size(), 5);
        List<Decoded> first = drawnBy(1, table);

        assertThat(drawnBy(2, table)).isEqualTo(first);
        assertThat(drawnBy(8, table)).isEqualTo(first);
        assertThat(first.stream().map(Decoded::text).distinct().count()).isGreaterThan(10);
    }

    private static List<Decoded> drawnBy(int threads, Function<List<Integer>, float[]> table) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Decoded>> calls = new ArrayList<>();
            for (long seed = 0; seed < 40; seed++) {
                DecodingRequest request = request(GREEDY.withTemperature(1.5).withSeed(seed));
                calls.add(() -> decode(table, request));
            }
            List<Decoded> decoded = new ArrayList<>();
            for (Future<Decoded> future : executor.invokeAll(calls)) {
                decoded.add(future.get());
            }
            return decoded;
        } finally {
            executor.shutdownNow();
        }
    }

    private static DecodingRequest random(SplittableRandom random) {
        DecodingSettings settings = GREEDY.withSeed(random.nextLong())
                .withMaxTokens(1 + random.nextInt(12))
                .withRepetitionPenalty(random.nextBoolean() ? 1 : 1.3);
        settings = switch (random.nextInt(3)) {
            case 0 -> settings;
            case 1 ->
                settings.withTemperature(0.5 + random.nextDouble())
                        .withTopK(random.nextInt(6))
                        .withTopP(0.3 + 0.7 * random.nextDouble())
                        .withMinP(random.nextDouble() / 5);
            default -> settings.withBeams(new Beams(2 + random.nextInt(3), random.nextInt(3), random.nextBoolean()));
        };
        List<Integer> prompt = List.of(1 + random.nextInt(6), random.nextInt(6));
        return switch (random.nextInt(3)) {
            case 0 -> DecodingRequest.of(prompt, settings);
            case 1 -> DecodingRequest.of(prompt.subList(0, 1), settings.withStops(List.of("ba", "日a", "bb")));
            default ->
                DecodingRequest.of(prompt, settings)
                        .withConstraint(new Constraints(VOCABULARY).oneOf(List.of("ab", "abba", "日日")));
        };
    }

    private static Decoded decode(Function<List<Integer>, float[]> table, DecodingRequest request) {
        return decoder().decode(new TableModel(1, 20, table), request);
    }

    private static Decoder decoder() {
        return new Decoder(VOCABULARY, 20);
    }

    private static DecodingRequest request(DecodingSettings settings) {
        return DecodingRequest.of(List.of(1), settings);
    }

    /** The likeliest token after a prompt of one token and i others is {@code tokens[i]}. */
    private static Function<List<Integer>, float[]> writing(int... tokens) {
        return sequence -> {
            float[] logits = new float[VOCABULARY.size()];
            Arrays.fill(logits, -1);
            logits[tokens[Math.min(tokens.length, sequence.size()) - 1]] = 3;
            return logits;
        };
    }

    /** Joins the pieces. */
    private static class Recorder implements DecodingListener {

        private final StringBuilder pieces = new StringBuilder();

        @Override
        public void text(String piece) {
            assertThat(piece).isNotEmpty();
            pieces.append(piece);
        }

        String text() {
            return pieces.toString();
        }
    }
}
