// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.optimization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The program in a process of its own, which can be killed.
 *
 * @param data the folder above that of the messages
 * @param folder where the process is, and writes
 */
record Optimizing(Path data, Path folder) {

    /** Returns the file of the answers that are kept. */
    Path answers() {
        return folder.resolve("examples/target/optimization/answers.jsonl");
    }

    /** Returns the file of the winner. */
    Path profile() {
        return folder.resolve("examples/target/optimization/profile.yaml");
    }

    /** Runs to the end and returns what was printed. */
    String finish() throws IOException, InterruptedException {
        Process process = start();

        assertThat(process.waitFor()).isZero();

        return Files.readString(printed());
    }

    /** Kills the process (SIGKILL) when it has written so many bytes of answers; returns whether it had not finished yet. */
    boolean killAt(long bytes) throws IOException, InterruptedException {
        Process process = start();
        boolean finished = false;
        while (!finished && size() < bytes) {
            finished = process.waitFor(1, TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly();
        process.waitFor();
        return !finished;
    }

    /** Leaves only a part of the last line, if there is one. */
    void cutLastLine(Random random) throws IOException {
        String lines = Files.readString(answers());
        int start = lines.lastIndexOf('\n', lines.length() - 2) + 1;
        if (start < lines.length()) {
            int left = start + random.nextInt(lines.length() - start);
            try (RandomAccessFile file = new RandomAccessFile(answers().toFile(), "rw")) {
                file.setLength(lines.substring(0, left).getBytes(UTF_8).length);
            }
        }
    }

    private long size() throws IOException {
        return Files.exists(answers()) ? Files.size(answers()) : 0;
    }

    private Path printed() {
        return folder.resolve("printed.txt");
    }

    private Process start() throws IOException {
        Files.createDirectories(folder);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dtokka.data=" + data,
                        "-Dtokka.questions=40",
                        OptimizePrompt.class.getName())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed().toFile())
                .start();
    }
}
