// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokka.Description;
import dev.tokka.Embedder;
import dev.tokka.Example;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.prompting.ExampleIndexException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory of examples is whole, or it is refused. */
class ExampleIndexFilesTest {

    private static final List<Example> EXAMPLES = IntStream.range(0, 100)
            .mapToObj(i -> new Example("What is number " + i + "?", "It is " + i % 9))
            .toList();

    @TempDir
    Path folder;

    private record Named(String name) implements Embedder {

        @Override
        public float[] embed(String text) {
            return new float[] {1, text.length()};
        }

        @Override
        public Description describe() {
            return Description.of("named", name);
        }
    }

    private void assertRefused(Reason reason, Runnable use) {
        ExampleIndexException refused = catchThrowableOfType(ExampleIndexException.class, use::run);
        assertThat(refused).isNotNull().hasMessageContaining(folder.toString());
        assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(reason);
    }

    private List<Example> chosen() {
        try (ExampleIndex index = ExampleIndex.open(folder)) {
            index.verify();
            return Examples.nearest(3, index).select(Question.of("number 7"));
        }
    }

    @Test
    void whatIsNoIndexOfExamplesIsRefused() throws IOException {
        assertRefused(Reason.INCOMPATIBLE, () -> ExampleIndex.open(folder));
        assertRefused(Reason.INCOMPATIBLE, () -> ExampleIndex.open(folder.resolve("missing")));
        Path file = Files.writeString(folder.resolve("file.txt"), "text");
        assertRefused(Reason.INCOMPATIBLE, () -> ExampleIndex.open(folder));
        assertRefused(Reason.INCOMPATIBLE, () -> ExampleIndex.open(file));
        assertRefused(Reason.INCOMPATIBLE, () -> ExampleIndex.build(folder, EXAMPLES.stream()));
        assertRefused(Reason.INCOMPATIBLE, () -> ExampleIndex.build(file, EXAMPLES.stream()));
        assertThat(folder).isDirectoryContaining(each -> each.equals(file));
    }

    @Test
    void anIndexOfAnotherProgramIsRefusedAndKept() throws IOException {
        try (FSDirectory directory = FSDirectory.open(folder);
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.addDocument(new Document());
        }

        assertRefused(Reason.INCOMPATIBLE, () -> ExampleIndex.open(folder));
        assertRefused(Reason.INCOMPATIBLE, () -> ExampleIndex.build(folder, EXAMPLES.stream()));
    }

    @Test
    void anIndexOfAnotherVersionIsRefusedAndBuiltOver() throws IOException {
        try (FSDirectory directory = FSDirectory.open(folder);
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.setLiveCommitData(
                    new ExampleManifest("0", "none", "").toCommitData().entrySet());
            writer.commit();
        }

        assertRefused(Reason.INCOMPATIBLE, () -> ExampleIndex.open(folder));
        ExampleIndex.build(folder, EXAMPLES.stream());
        assertThat(chosen()).hasSize(3);
    }

    @Test
    void anotherEmbedderIsRefused() {
        ExampleIndex.build(folder, EXAMPLES.stream(), new Named("a"));

        assertRefused(Reason.INCOMPATIBLE, () -> ExampleIndex.open(folder));
        assertRefused(Reason.INCOMPATIBLE, () -> ExampleIndex.open(folder, new Named("b")));
        assertThatNoException()
                .isThrownBy(() -> ExampleIndex.open(folder, new Named("a")).close());
        ExampleIndex.build(folder, EXAMPLES.stream());
        assertRefused(Reason.INCOMPATIBLE, () -> ExampleIndex.open(folder, new Named("a")));
    }

    @Test
    void aBuildThatFailsLeavesWhatWasThere() {
        ExampleIndex.build(folder, EXAMPLES.stream());
        List<Example> before = chosen();
        Stream<Example> failing = IntStream.range(0, 50).mapToObj(i -> {
            if (i == 49) {
                throw new IllegalStateException("no more");
            }
            return new Example("Else " + i, "else");
        });

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> ExampleIndex.build(folder, failing))
                .withMessage("no more");
        assertThat(chosen()).isEqualTo(before);
    }

    @Test
    void aBuildThatIsInterruptedLeavesWhatWasThere() {
        ExampleIndex.build(folder, EXAMPLES.stream());
        List<Example> before = chosen();
        Stream<Example> interrupting =
                EXAMPLES.stream().skip(9).peek(each -> Thread.currentThread().interrupt());
        try {
            assertThatExceptionOfType(ModelUnavailableException.class)
                    .isThrownBy(() -> ExampleIndex.build(folder, interrupting))
                    .matches(failed -> failed.reason() == ModelUnavailableException.Reason.INTERRUPTED);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(chosen()).isEqualTo(before);
    }

    @Test
    void whoHasTheOldOneOpenGoesOnWithIt() {
        ExampleIndex.build(folder, EXAMPLES.stream());
        try (ExampleIndex old = ExampleIndex.open(folder)) {
            ExampleIndex.build(folder, EXAMPLES.stream().skip(50));

            assertThat(Examples.nearest(100, old).select(Question.of("number 7")))
                    .hasSize(100);
        }
        try (ExampleIndex current = ExampleIndex.open(folder)) {
            assertThat(current.size()).isEqualTo(50);
        }
    }

    @Test
    void onlyOneBuildIsUnderWay() {
        Stream<Example> building = EXAMPLES.stream()
                .peek(each -> assertRefused(Reason.LOCKED, () -> ExampleIndex.build(folder, EXAMPLES.stream())));

        ExampleIndex.build(folder, building.limit(1));
    }

    @Test
    void aBuildThatWasKilledIsRefusedAndDoneAgain(@TempDir Path killedLater) throws IOException {
        try (FSDirectory directory = FSDirectory.open(folder)) {
            IndexWriter killed = new IndexWriter(directory, new IndexWriterConfig().setCommitOnClose(false));
            killed.addDocument(new Document());
            killed.flush();
            assertRefused(Reason.CORRUPT, () -> ExampleIndex.open(folder));
            try (Stream<Path> left = Files.list(folder)) {
                for (Path file : left.toList()) {
                    Files.copy(file, killedLater.resolve(folder.relativize(file)));
                }
            }
            killed.close();
        }

        ExampleIndex.build(killedLater, EXAMPLES.stream());
        try (ExampleIndex index = ExampleIndex.open(killedLater)) {
            assertThat(index.size()).isEqualTo(100);
        }
    }

    @Test
    void everyDamageIsNoticedWhenOpened() throws IOException {
        ExampleIndex.build(folder, EXAMPLES.stream());
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> !file.endsWith("write.lock")).toList();
        }
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 12)) {
                byte[] damaged = whole.clone();
                damaged[at] ^= 0x10;
                assertDamageIsNoticed(file, damaged);
            }
            assertDamageIsNoticed(file, Arrays.copyOf(whole, whole.length / 2));
            Files.delete(file);
            assertThatExceptionOfType(ExampleIndexException.class).isThrownBy(() -> ExampleIndex.open(folder));
            Files.write(file, whole);
        }
        assertThat(chosen()).hasSize(3);
    }

    private void assertDamageIsNoticed(Path file, byte[] damaged) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, damaged);
        assertThatExceptionOfType(ExampleIndexException.class)
                .as("a damaged %s", file)
                .isThrownBy(() -> ExampleIndex.open(folder));
        Files.write(file, whole);
    }
}
