// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.ModelUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReloadableModelTest {

    private final Parts.Openings openings = new Parts.Openings();

    @TempDir
    Path folder;

    @Test
    void reloadingSwapsTheModelAndClosesTheOldOne() throws IOException {
        try (ReloadableModel model = loaded("{opens: a}")) {
            assertThat(text(model)).isEqualTo("a");

            write("{opens: b}");
            assertThat(text(model)).isEqualTo("a");
            model.reload();

            assertThat(text(model)).isEqualTo("b");
            assertThat(model).hasToString("b");
            assertThat(model.describe()).isEqualTo(new Parts.Says("b").describe());
            assertThat(openings.log).containsExactly("open a", "open b", "close a");
        }
        assertThat(openings.log).endsWith("close a", "close b");
    }

    @Test
    void aFileThatCannotBeUsedChangesNothingAndSaysWhy() throws IOException {
        try (ReloadableModel model = loaded("{opens: a}")) {
            write("{open: b}");
            assertThatThrownBy(model::reload).hasMessageContaining("(did you mean 'opens'?)");
            write("{fallback: [{opens: b}, {opens: broken}]}");
            assertThatThrownBy(model::reload).hasMessageContaining("expected a disk but found none");

            assertThat(text(model)).isEqualTo("a");
            assertThat(openings.log).containsExactly("open a", "open b", "open broken", "close broken", "close b");
        }
    }

    @Test
    void aCallUnderWayIsAnsweredByTheModelThatItBeganWith() throws Exception {
        ClosingTest.Slow slow = new ClosingTest.Slow(openings.log);
        Path file = write("{slow: }");
        try (ReloadableModel model = Parts.loader().withKinds(slow.kind()).loadReloadable(file)) {
            CompletableFuture<Answer> call = CompletableFuture.supplyAsync(() -> model.answer("Who?"));
            assertThat(slow.asked().await(30, TimeUnit.SECONDS)).isTrue();

            write("{says: New.}");
            model.reload();

            assertThat(text(model)).isEqualTo("New.");
            assertThat(openings.log).isEmpty();
            slow.answered().countDown();
            assertThat(call.get(30, TimeUnit.SECONDS).reply().orElseThrow().text())
                    .isEqualTo("Yes.");
            assertThat(openings.log).containsExactly("closed");
        }
    }

    @Test
    void callsGoOnWhileModelsAreSwapped() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        var answers = ConcurrentHashMap.<String>newKeySet();
        try (ReloadableModel model = loaded("{opens: a}")) {
            CompletableFuture<Void> caller = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    answers.add(text(model));
                }
            });
            for (int i = 0; i < 50; i++) {
                write(i % 2 == 0 ? "{opens: b}" : "{opens: a}");
                model.reload();
            }
            over.set(true);
            caller.get(30, TimeUnit.SECONDS);
        }

        assertThat(answers).isSubsetOf("a", "b").isNotEmpty();
        assertThat(openings.log).filteredOn(line -> line.startsWith("close")).hasSize(51);
    }

    @Test
    void aModelFollowsItsFile() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        try (ReloadableModel model = loaded("{says: A.}")) {
            model.follow(executor, Duration.ofMillis(5), new ReloadListener() {
                @Override
                public void reloaded(Description now) {
                    heard.add("now " + now.name());
                }

                @Override
                public void kept(ConfigException why) {
                    heard.add("kept, " + why.problems().size());
                }
            });

            replace("{says: B.}");
            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("now B.");
            replace("{sais: C.}");
            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("kept, 1");
            assertThat(text(model)).isEqualTo("B.");
            replace("{says: D.}");
            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("now D.");
        } finally {
            executor.shutdown();
            assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aClosedModelNeitherAnswersNorReloads() throws IOException {
        ReloadableModel model = loaded("{opens: a}");

        model.close();
        model.close();

        assertThat(openings.log).containsExactly("open a", "close a");
        assertThatThrownBy(() -> model.answer("Who?")).isInstanceOf(ModelUnavailableException.class);
        assertThatThrownBy(model::reload).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPeriodIsLongerThanNothing() throws IOException {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        try (ReloadableModel model = loaded("{says: A.}")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.follow(executor, Duration.ZERO, new Deaf()))
                    .withMessage("period must be above 0 but is PT0S");
        } finally {
            executor.shutdownNow();
        }
    }

    private record Deaf() implements ReloadListener {

        @Override
        public void reloaded(Description now) {}

        @Override
        public void kept(ConfigException why) {}
    }

    private ReloadableModel loaded(String model) throws IOException {
        return Parts.loader().withKinds(openings.kind()).loadReloadable(write(model));
    }

    private Path write(String model) throws IOException {
        return Files.writeString(folder.resolve("model.yaml"), "tokka: 1\nmodel: " + model + "\n");
    }

    /** Writes the file as editors do, so that nobody reads half of it. */
    private void replace(String model) throws IOException {
        Path half = Files.writeString(folder.resolve("half.yaml"), "tokka: 1\nmodel: " + model + "\n");
        Files.move(
                half,
                folder.resolve("model.yaml"),
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static String text(ReloadableModel model) {
        return model.answer("Who?").reply().orElseThrow().text();
    }
}
