// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSetTest {

    @TempDir
    private Path folder;

    private TrainingSet written(int rows) throws IOException {
        return TrainingSet.write(
                folder.resolve("set"), IntStream.range(0, rows).mapToObj(i -> Rows.of("question " + i, "answer " + i)));
    }

    @Test
    void aSetIsReadAsItWasWritten() throws IOException {
        TrainingSet set = written(3);

        assertThat(TrainingSet.open(folder.resolve("set"))).isEqualTo(set);
        set.verify();
        try (Stream<TrainingRow> rows = set.rows()) {
            assertThat(rows)
                    .extracting(row -> row.content().wanted())
                    .containsExactly("answer 0", "answer 1", "answer 2");
        }
    }

    @Test
    void aSetThatIsNotCompleteIsNotThere() throws IOException {
        Stream<TrainingRow> failing = Stream.of(1, 2).map(i -> {
            if (i == 2) {
                throw new IllegalStateException("no more");
            }
            return Rows.of("q", "a");
        });

        assertThatThrownBy(() -> TrainingSet.write(folder, failing)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> TrainingSet.open(folder))
                .isInstanceOf(TrainingDataException.class)
                .hasMessageContaining("expected a complete training set");
    }

    @Test
    void aSetIsNotWrittenOver() throws IOException {
        written(1);

        assertThatThrownBy(() -> written(1))
                .isInstanceOf(TrainingDataException.class)
                .hasMessageContaining("expected no training set but there is one");
    }

    @Test
    void damageIsFound() throws IOException {
        TrainingSet set = written(3);
        byte[] bytes = Files.readAllBytes(set.file());
        byte[] other = bytes.clone();
        other[bytes.length / 2] = 'x';
        Files.write(set.file(), other);

        assertThatThrownBy(set::verify).isInstanceOf(TrainingDataException.class);

        Files.write(set.file(), List.of("{}"));
        assertThatThrownBy(() -> TrainingSet.open(folder.resolve("set")))
                .hasMessageContaining("expected " + bytes.length + " bytes but there are 3");
    }

    @Test
    void linesThatCannotBeReadAreNamed() throws IOException {
        Path file = folder.resolve("lines");
        Files.write(file, new byte[] {'a', '\n', '\n', (byte) 0xC3, '\n'});

        try (JsonLines lines = JsonLines.open(file)) {
            assertThat(lines.next()).isEqualTo(new JsonLines.Line(1, "a"));
            assertThatThrownBy(lines::hasNext).hasMessageEndingWith("lines, line 3: expected UTF-8 but it is not");
        }
    }

    @Test
    void anEndlessLineDoesNotFillTheMemory() throws IOException {
        Path file = folder.resolve("endless");
        Files.write(file, new byte[JsonLines.MOST_BYTES + 1]);

        try (JsonLines lines = JsonLines.open(file)) {
            assertThatThrownBy(lines::hasNext).hasMessageContaining("expected at most 16777216 bytes");
        }
    }

    @Test
    void aWriterGoesOnBehindWhatCounts() throws IOException {
        Path file = Files.writeString(folder.resolve("rows"), "one\nhalf a li");

        try (RowWriter writer = RowWriter.open(file, 4)) {
            writer.append("two");
            writer.append("x".repeat(100_000));
            assertThat(writer.bytes()).isEqualTo(8 + 100_001);
        }

        assertThat(Files.readAllLines(file)).startsWith("one", "two").hasSize(3);
        assertThatThrownBy(() -> RowWriter.open(file, 1_000_000)).isInstanceOf(TrainingDataException.class);
    }

    @Test
    void theWholeWayOfASetNeedsTheMemoryOfARow() throws IOException, InterruptedException {
        boolean isSlow = Integer.getInteger("tokka.kills", 8) >= 30; // -Pslow
        int rows = isSlow ? 1_000_000 : 1_000;
        int length = isSlow ? 500 : 12_000;
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx11m", // less than the rows have, of which there are several copies
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        ManyRows.class.getName(),
                        folder.toString(),
                        Integer.toString(rows),
                        Integer.toString(length))
                .inheritIO()
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();

        assertThat(process.exitValue()).isZero();
        assertThat(TrainingSet.open(folder.resolve("split/train")).bytes())
                .isGreaterThan((long) rows * length / 10 * 9);
    }
}
