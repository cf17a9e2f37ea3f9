// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program in a virtual machine of its own, so that nothing is warmed up for it and its memory is its own. */
final class JavaProcess {

    private JavaProcess() {}

    /**
     * Runs the main method of {@code program} on this class path and returns the lines that it printed.
     *
     * @param heap the most heap that it gets, as the virtual machine's option takes it
     * @throws IllegalStateException if it ends with another status than 0
     */
    static List<String> run(String heap, Class<?> program, List<String> arguments) {
        return run(heap, program.getName(), arguments);
    }

    /** The same for a program that is on the class path of some profiles only. */
    static List<String> run(String heap, String program, List<String> arguments) {
        return run(List.of("-Xmx" + heap), program, arguments);
    }

    /** The same with other options of the virtual machine. */
    static List<String> run(List<String> options, String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-Dfile.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.config.file=" + System.getProperty("java.util.logging.config.file", ""),
                "-classpath",
                System.getProperty("java.class.path"),
                program));
        command.addAll(arguments);
        return output(
                program + " of " + arguments.get(0),
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    /**
     * Runs {@code builder} and returns the lines that it printed.
     *
     * @param what it is, for messages
     * @throws IllegalStateException if it ends with another status than 0
     */
    static List<String> output(String what, ProcessBuilder builder) {
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            List<String> output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(what + " ended with status " + status);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + what + " ran", e);
        }
    }
}
