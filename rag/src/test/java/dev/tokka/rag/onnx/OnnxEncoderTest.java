// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.tokka.ModelUnavailableException;
import dev.tokka.QuestionRejectedException;
import dev.tokka.rag.Encoder.Role;
import dev.tokka.rag.text.Language;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OnnxEncoderTest {

    private static final OnnxEncoder ENCODER = OnnxEncoder.bgeSmallEn(2);
    private static final List<String> TEXTS = List.of(
            "The branch opens at nine.",
            "A lost card is blocked at once, free of charge.",
            "Fees for transfers abroad depend on the amount and on the country.");

    @AfterAll
    static void close() {
        ENCODER.close();
    }

    @Test
    void vectorsHaveTheDimensionAndLengthOne() {
        List<float[]> vectors = ENCODER.encode(Role.PASSAGE, TEXTS);

        assertThat(vectors).hasSize(3).allSatisfy(vector -> {
            assertThat(vector).hasSize(ENCODER.dimension()).hasSize(384);
            assertThat(dot(vector, vector)).isCloseTo(1, within(1e-5));
        });
    }

    @Test
    void agreesWithLangChain4jOnTheSameWeights() {
        float[] ours = ENCODER.encode(Role.PASSAGE, TEXTS.subList(1, 2)).get(0);
        float[] theirs = new BgeSmallEnV15QuantizedEmbeddingModel()
                .embed(TEXTS.get(1))
                .content()
                .vector();

        assertThat(dot(ours, theirs)).isCloseTo(1, within(1e-3));
    }

    @Test
    void aTextsVectorDoesNotDependOnItsNeighbours() {
        List<float[]> together = ENCODER.encode(Role.PASSAGE, TEXTS);

        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(ENCODER.encode(Role.PASSAGE, TEXTS.subList(i, i + 1)).get(0))
                    .containsExactly(together.get(i));
        }
    }

    @Test
    void theRightPassageIsClosestToAQuestion() {
        float[] question = ENCODER.encode(Role.QUERY, List.of("My card was stolen, what now?"))
                .get(0);
        List<float[]> passages = ENCODER.encode(Role.PASSAGE, TEXTS);

        assertThat(dot(question, passages.get(1)))
                .isGreaterThan(dot(question, passages.get(0)))
                .isGreaterThan(dot(question, passages.get(2)));
    }

    @Test
    void nothingGivesNothing() {
        assertThat(ENCODER.encode(Role.PASSAGE, List.of())).isEmpty();
    }

    @Test
    void blankTextIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ENCODER.encode(Role.QUERY, List.of(" ")));
    }

    @Test
    void aQuestionThatIsTooLongIsRejectedWithBothLengths() {
        String question = "word ".repeat(600);

        assertThatThrownBy(() -> ENCODER.encode(Role.QUERY, List.of(question)))
                .isInstanceOf(QuestionRejectedException.class)
                .hasMessageContaining("512")
                .hasMessageContaining("6")
                .hasMessageNotContaining("word");
    }

    @Test
    void aPassageThatIsTooLongIsCut() {
        String words = "word ".repeat(510);

        List<float[]> vectors = ENCODER.encode(Role.PASSAGE, List.of(words, words + "and many more of other kinds"));

        assertThat(vectors.get(1)).containsExactly(vectors.get(0));
    }

    @Test
    void knowsEnglishOnly() {
        assertThat(ENCODER.covers(Language.ENGLISH)).isTrue();
        assertThat(ENCODER.covers(Language.JAPANESE)).isFalse();
    }

    @Test
    void isDescribedByTheDigestsOfItsFiles() {
        try (OnnxEncoder other = OnnxEncoder.bgeSmallEn(1)) {
            assertThat(other.describe()).isEqualTo(ENCODER.describe());
            assertThat(other.describe().properties()).containsKeys("model", "tokenizer", "queryPrefix");
        }
    }

    @Test
    void aClosedEncoderSaysSo() {
        OnnxEncoder encoder = OnnxEncoder.bgeSmallEn(1);
        encoder.close();
        encoder.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> encoder.encode(Role.QUERY, List.of("question")))
                .withMessageContaining("closed");
    }

    @Test
    void anInterruptedThreadStopsAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        try {
            assertThatThrownBy(() -> ENCODER.encode(Role.PASSAGE, TEXTS))
                    .isInstanceOf(ModelUnavailableException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void closingWhileOthersEncodeEndsThemCleanly() throws InterruptedException {
        for (int round = 0; round < 5; round++) {
            OnnxEncoder encoder = OnnxEncoder.bgeSmallEn(2);
            AtomicInteger encoded = new AtomicInteger();
            List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread thread = new Thread(() -> encodeUntilClosed(encoder, encoded, failures));
                thread.start();
                threads.add(thread);
            }
            while (encoded.get() < 4) {
                Thread.onSpinWait();
            }

            encoder.close();

            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failures)
                    .hasSize(4)
                    .allSatisfy(failure -> assertThat(failure)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("closed"));
        }
    }

    private static void encodeUntilClosed(OnnxEncoder encoder, AtomicInteger encoded, List<Throwable> failures) {
        try {
            while (true) {
                encoder.encode(Role.PASSAGE, TEXTS);
                encoded.incrementAndGet();
            }
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
