// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Description;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Retriever;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.onnx.GraphWriter;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import dev.tokka.rag.ranking.Refined;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classifiers of pairs whose logits are the weights of the query's words plus ten times those of the text's. */
class OnnxRerankerTest {

    /** fee 0.5, card -0.25, lost 0.125, nan. */
    private static final float[] WEIGHTS = {0, 0, 0, 0, 0.5f, -0.25f, 0.125f, Float.NaN, 0};

    @TempDir
    Path directory;

    private TinyModel tiny;

    @BeforeEach
    void tokenizer() throws IOException {
        tiny = new TinyModel(directory).bertTokenizer();
    }

    @Test
    void oneLabelGivesASigmoidInTheOrderOfTheTexts() throws IOException {
        tiny.graph(TinyModel.scorer(1, WEIGHTS));

        try (OnnxReranker reranker = OnnxReranker.open(directory)) {
            double[] scores = reranker.score("fee", List.of("fee", "card", "lost card", "hello"));

            // 0.5 + 10 x 0.5, 0.5 + 10 x -0.25, 0.5 + 10 x (0.125 - 0.25), 0.5
            assertThat(scores)
                    .containsExactly(
                            new double[] {sigmoid(5.5), sigmoid(-2), sigmoid(-0.75), sigmoid(0.5)}, within(1e-6));
            assertThat(sigmoid(5.5)).isCloseTo(0.995930, within(1e-6));
        }
    }

    @Test
    void theLogitIsGivenIfAsked() throws IOException {
        tiny.graph(TinyModel.scorer(1, WEIGHTS)).file("tokka-reranker.json", "{\"probability\": false}");

        try (OnnxReranker reranker = OnnxReranker.open(directory)) {
            assertThat(reranker.score("card", List.of("lost", "fee lost")))
                    .containsExactly(new double[] {-0.25 + 1.25, -0.25 + 6.25}, within(1e-6));
        }
    }

    @Test
    void severalLabelsGiveTheSoftmaxOfTheOneThatIsNamed() throws IOException {
        tiny.graph(TinyModel.scorer(3, threeLabels()));
        tiny.file("tokka-reranker.json", "{\"name\": \"nli\", \"label\": 2}");

        try (OnnxReranker reranker = OnnxReranker.open(directory)) {
            // Logits of "fee" with "hello" are 1, 2, 3: e^3 / (e + e^2 + e^3).
            assertThat(reranker.score("fee", List.of("hello"))[0]).isCloseTo(0.665241, within(1e-6));
            assertThat(reranker).hasToString("nli");
            assertThat(reranker.describe().properties())
                    .containsEntry("label", "2")
                    .containsEntry("probability", "true");
        }
        tiny.file("tokka-reranker.json", "{\"label\": 0, \"probability\": false}");
        try (OnnxReranker reranker = OnnxReranker.open(directory)) {
            assertThat(reranker.score("fee", List.of("hello"))[0]).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void severalLabelsNeedTheNameOfOne() throws IOException {
        tiny.graph(TinyModel.scorer(3, threeLabels()));

        assertRefused(Reason.UNDECIDED, "\"label\"");
        tiny.file("tokka-reranker.json", "{\"label\": 3}");
        assertRefused(Reason.UNDECIDED, "has 3");
        tiny.file("tokka-reranker.json", "{\"lable\": 1}");
        assertRefused(Reason.UNSUPPORTED, "label");
        tiny.file("tokka-reranker.json", "{\"probability\": \"no\"}");
        assertRefused(Reason.UNSUPPORTED, "BOOLEAN");
    }

    @Test
    void ofALongPairTheTextIsCutAndItsMarkKept() throws IOException {
        tiny.graph(TinyModel.scorer(1, 0, 0, 0, 0.001f, 0.5f, -0.25f, 0.125f, 0, 0));
        tiny.file("tokka-reranker.json", "{\"probability\": false, \"maxTokens\": 8}");

        try (OnnxReranker reranker = OnnxReranker.open(directory)) {
            // [CLS] fee fee [SEP] card card card [SEP]: 2 x 0.5 + 0.001 + 10 x (3 x -0.25 + 0.001)
            assertThat(reranker.score("fee fee", List.of("card card card", "card card card lost lost lost")))
                    .containsExactly(new double[] {-6.489, -6.489}, within(1e-5));
            // One token of the text is left at least.
            assertThat(reranker.score("fee fee fee fee", List.of("card lost"))[0])
                    .isCloseTo(-0.489, within(1e-5));
            assertThatThrownBy(() -> reranker.score("fee fee fee fee fee", List.of("card lost")))
                    .isInstanceOf(QuestionRejectedException.class)
                    .hasMessageContaining("8")
                    .hasMessageNotContaining("fee");
        }
    }

    @Test
    void marksThatATextHoldsItselfAreCutLikeItsWords() throws IOException {
        tiny.graph(TinyModel.scorer(1, 0, 0, 0, 0.001f, 0.5f, -0.25f, 0.125f, 0, 0));
        tiny.file("tokka-reranker.json", "{\"probability\": false, \"maxTokens\": 8}");

        try (OnnxReranker reranker = OnnxReranker.open(directory)) {
            // [CLS] fee [SEP] and 4 of the text's tokens [SEP]
            assertThat(reranker.score(
                            "fee",
                            List.of(
                                    "card card card card lost [SEP] lost [SEP]",
                                    "card card [SEP] card lost lost lost")))
                    .containsExactly(
                            new double[] {0.501 + 10 * (-1 + 0.001), 0.501 + 10 * (-0.75 + 0.002)}, within(1e-5));
        }
    }

    @Test
    void theQueryIsKeptWhereNothingMarksItsEnd() throws IOException {
        tiny.bareTokenizer().graph(TinyModel.scorer(1, WEIGHTS));
        tiny.file("tokka-reranker.json", "{\"probability\": false, \"maxTokens\": 8}");

        try (OnnxReranker reranker = OnnxReranker.open(directory)) {
            // fee (7 times) card: 7 x 0.5 + 10 x -0.25
            assertThat(reranker.score("fee ".repeat(7), List.of("card lost lost"))[0])
                    .isCloseTo(1, within(1e-6));
            assertThatThrownBy(() -> reranker.score("fee ".repeat(8), List.of("card")))
                    .isInstanceOf(QuestionRejectedException.class);
        }
    }

    @Test
    void nothingGivesNothingAndBlankTextsAreRefused() throws IOException {
        tiny.graph(TinyModel.scorer(1, WEIGHTS));

        try (OnnxReranker reranker = OnnxReranker.open(directory)) {
            assertThat(reranker.score("fee", List.of())).isEmpty();
            assertThatIllegalArgumentException().isThrownBy(() -> reranker.score(" ", List.of("fee")));
            assertThatIllegalArgumentException().isThrownBy(() -> reranker.score("fee", List.of("fee", " ")));
        }
    }

    @Test
    void aScoreDoesNotDependOnItsNeighboursOrOnThreads() throws IOException {
        tiny.graph(TinyModel.scorer(1, WEIGHTS));
        List<String> texts = List.of("fee card", "lost", "lost lost card", "hello", "card");

        try (OnnxReranker one =
                        OnnxReranker.open(directory, OnnxOptions.defaults().withThreads(1));
                OnnxReranker many =
                        OnnxReranker.open(directory, OnnxOptions.defaults().withThreads(4))) {
            double[] together = many.score("fee", texts);

            for (int i = 0; i < texts.size(); i++) {
                assertThat(one.score("fee", texts.subList(i, i + 1))).containsExactly(together[i]);
            }
            assertThat(one.describe()).isEqualTo(many.describe());
        }
    }

    @Test
    void numbersThatAreNotFiniteAreRefused() throws IOException {
        tiny.graph(TinyModel.scorer(1, WEIGHTS));

        try (OnnxReranker reranker = OnnxReranker.open(directory)) {
            assertThatThrownBy(() -> reranker.score("fee", List.of("card", "nan")))
                    .isInstanceOf(ModelUnavailableException.class)
                    .hasMessageContaining("finite");
        }
        float[] always = WEIGHTS.clone();
        always[3] = Float.POSITIVE_INFINITY;
        tiny.graph(TinyModel.scorer(1, always));
        assertRefused(Reason.WRONG_RESULT, "short text");
    }

    @Test
    void aClosedRerankerSaysSo() throws IOException {
        tiny.graph(TinyModel.scorer(1, WEIGHTS));
        OnnxReranker reranker = OnnxReranker.open(directory);
        reranker.close();
        reranker.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> reranker.score("fee", List.of("card")))
                .withMessageContaining("closed");
    }

    @Test
    void anInterruptedThreadStopsAndStaysInterrupted() throws IOException {
        tiny.graph(TinyModel.scorer(1, WEIGHTS));

        try (OnnxReranker reranker = OnnxReranker.open(directory)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> reranker.score("fee", List.of("card", "lost")))
                    .isInstanceOfSatisfying(
                            ModelUnavailableException.class,
                            e -> assertThat(e.reason()).isEqualTo(ModelUnavailableException.Reason.INTERRUPTED));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void ordersWhatARetrieverFinds() throws IOException {
        tiny.graph(TinyModel.scorer(1, WEIGHTS));
        Retriever found = new Retriever() {
            @Override
            public List<Passage> retrieve(Query query) {
                return List.of(passage("card"), passage("hello"), passage("fee"));
            }

            @Override
            public Description describe() {
                return Description.of("fixed");
            }
        };

        try (OnnxReranker reranker = OnnxReranker.open(directory)) {
            List<Passage> ordered = Refined.of(found).reranked(reranker, 3).retrieve(Query.of("fee", 2));

            assertThat(ordered).extracting(Passage::text).containsExactly("fee", "hello");
            assertThat(ordered.get(0).score()).isCloseTo(sigmoid(5.5), within(1e-6));
        }
    }

    @Test
    void aGraphOfAnotherKindIsRefused() throws IOException {
        tiny.graph(TinyModel.encoder(new float[18]));
        assertRefused(Reason.UNSUPPORTED, "last_hidden_state");
        tiny.graph(TinyModel.scorer(1, WEIGHTS).input("pixel_values", GraphWriter.INT64, "b", "t"));
        assertRefused(Reason.UNSUPPORTED, "pixel_values");
    }

    private void assertRefused(Reason reason, String words) {
        assertThatThrownBy(() -> OnnxReranker.open(directory))
                .isInstanceOfSatisfying(
                        ModelFileException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(words);
    }

    private static float[] threeLabels() {
        float[] weights = new float[27];
        weights[12] = 1; // "fee" has 1, 2, 3
        weights[13] = 2;
        weights[14] = 3;
        return weights;
    }

    private static Passage passage(String text) {
        return new Passage(text, text, new Source("doc of " + text, List.of(), new Span(0, text.length())), 1);
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
