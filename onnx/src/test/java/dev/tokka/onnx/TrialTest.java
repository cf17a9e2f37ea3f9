// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.ModelUnavailableException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TrialTest {

    private static final Path FILE = Path.of("model.onnx");

    @Test
    void whatEndsInTimePasses() {
        assertThatCode(() -> Trial.within(Duration.ofSeconds(10), FILE, () -> {}))
                .doesNotThrowAnyException();
    }

    @Test
    void whatHangsOrFailsIsRefused() {
        CountDownLatch never = new CountDownLatch(1);

        assertRefused(Reason.TOO_SLOW, () -> Trial.within(Duration.ofMillis(50), FILE, () -> await(never)));
        assertRefused(
                Reason.WRONG_RESULT,
                () -> Trial.within(Duration.ofSeconds(10), FILE, () -> {
                    throw new IllegalStateException("broken");
                }));
        assertRefused(
                Reason.MISSING,
                () -> Trial.within(Duration.ofSeconds(10), FILE, () -> {
                    throw new ModelFileException(FILE, Reason.MISSING, "a part is missing");
                }));
    }

    @Test
    void anInterruptEndsTheWait() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Trial.within(Duration.ofSeconds(10), FILE, () -> await(new CountDownLatch(1))))
                .isInstanceOf(ModelUnavailableException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closingSoonDoesNotWait() {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();

        Trial.closeSoon(() -> closed.complete(Thread.currentThread().isDaemon()));

        assertThat(closed.join()).isTrue();
    }

    @Test
    void whatIsNoTokenizerIsRefused() {
        for (String content : new String[] {"<html>secret</html>", "{\"secret\": 1}"}) {
            assertThatThrownBy(() -> Tokenizers.open(Path.of("tokenizer.json"), content.getBytes(UTF_8)))
                    .isInstanceOfSatisfying(
                            ModelFileException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED))
                    .hasMessageContaining("tokenizer.json")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void expressionsThatMayGoOnForEverAreRefusedBeforeNativeCode() {
        String tokenizer =
                "{\"version\": \"1.0\", \"pre_tokenizer\": {\"type\": \"Split\", \"pattern\": {\"Regex\": \"(a+)+b\"},"
                        + " \"behavior\": \"Isolated\", \"invert\": false}, \"model\": {\"type\": \"WordLevel\", \"vocab\":"
                        + " {\"a\": 0}, \"unk_token\": \"a\"}}";

        assertRefused(Reason.UNSUPPORTED, () -> Tokenizers.open(Path.of("tokenizer.json"), tokenizer.getBytes(UTF_8)));
        Tokenizers.open(
                        Path.of("tokenizer.json"),
                        tokenizer.replace("(a+)+b", "a+").getBytes(UTF_8))
                .close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ModelFileException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
