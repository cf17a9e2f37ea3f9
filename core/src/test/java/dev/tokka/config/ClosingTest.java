// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.LoadedModel;
import dev.tokka.ModelUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Everything that is opened is closed once, the last one first, and not under a call. */
@Timeout(60)
class ClosingTest {

    private final Parts.Openings openings = new Parts.Openings();

    @TempDir
    Path folder;

    @Test
    void whatWasOpenedIsClosedOnceInReverseOrder() throws IOException {
        LoadedModel model = load("tokka: 1\nmodel: {fallback: [{opens: a}, {opens: b}, {opens: c}]}\n");

        model.close();
        model.close();

        assertThat(openings.log).containsExactly("open a", "open b", "open c", "close c", "close b", "close a");
    }

    @Test
    void whatWasOpenedBeforeAFailureIsClosedAndEveryFailureIsTold() {
        assertThatThrownBy(() -> load("tokka: 1\nmodel: {fallback: [{opens: a}, {opens: broken}, {opens: broken2}]}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("2:40: opens: expected a disk but found none")
                .hasMessageContaining("2:57: opens: expected a disk but found none");

        assertThat(openings.log)
                .containsExactly("open a", "open broken", "open broken2", "close broken2", "close broken", "close a");
    }

    @Test
    void nothingIsOpenedWhileTheFileIsWrong() {
        assertThatThrownBy(() -> load("tokka: 1\nmodel: {fallback: [{opens: a}, {closes: a}]}\n"))
                .isInstanceOf(ConfigException.class);

        assertThat(openings.log).isEmpty();
    }

    @Test
    void aClosedModelIsUnavailable() throws IOException {
        LoadedModel model = load("tokka: 1\nmodel: {opens: a}\n");

        model.close();

        assertThatThrownBy(() -> model.answer("Who?"))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessage("expected a model that is open but it was closed");
        assertThatThrownBy(model::describe).isInstanceOf(ModelUnavailableException.class);
        assertThat(model).hasToString("a");
    }

    @Test
    void aCallUnderWayEndsBeforeItsModelIsClosed() throws Exception {
        Slow slow = new Slow(openings.log);
        Path file = Files.writeString(folder.resolve("model.yaml"), "tokka: 1\nmodel: {slow: }\n");
        LoadedModel model = Parts.loader().withKinds(slow.kind()).load(file);
        CompletableFuture<Answer> call = CompletableFuture.supplyAsync(() -> model.answer("Who?"));

        assertThat(slow.asked.await(30, TimeUnit.SECONDS)).isTrue();
        model.close();
        assertThat(openings.log).isEmpty();
        slow.answered.countDown();

        assertThat(call.get(30, TimeUnit.SECONDS)).isInstanceOf(Answer.Reply.class);
        assertThat(openings.log).containsExactly("closed");
    }

    @Test
    void aFailureToCloseLeavesNothingOpenAndIsThrownToWhoeverCloses() throws IOException {
        List<String> log = new ArrayList<>();
        Kind<DomainModel> stuck = Role.MODEL.kind("stuck", "Cannot be closed.", Type.text(), (name, making) -> {
            making.opened(() -> {
                log.add(name);
                throw new IOException(name);
            });
            return new Parts.Says(name);
        });
        Path file = Files.writeString(
                folder.resolve("model.yaml"), "tokka: 1\nmodel: {fallback: [{stuck: a}, {stuck: b}]}\n");

        LoadedModel model = Parts.loader().withKinds(stuck).load(file);

        assertThatThrownBy(model::close)
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("b")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
        assertThat(log).containsExactly("b", "a");
    }

    private LoadedModel load(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("model.yaml"), text);
        return Parts.loader().withKinds(openings.kind()).load(file);
    }

    /** A model that answers when it is told to. */
    record Slow(CountDownLatch asked, CountDownLatch answered, List<String> log) {

        Slow(List<String> log) {
            this(new CountDownLatch(1), new CountDownLatch(1), log);
        }

        Kind<DomainModel> kind() {
            return Role.MODEL.kind("slow", "Waits.", Type.object(), (settings, making) -> {
                making.opened(() -> log.add("closed"));
                return question -> {
                    asked.countDown();
                    try {
                        assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("interrupted", e);
                    }
                    return Answer.reply("Yes.");
                };
            });
        }
    }
}
