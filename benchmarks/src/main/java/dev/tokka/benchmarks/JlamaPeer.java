// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Jlama in a process of its own, on a newer JDK.
 *
 * @param java the program {@code java} of that JDK
 * @param version of that JDK
 * @see <a href="https://github.com/tjake/Jlama">Jlama</a>
 */
record JlamaPeer(Path java, int version) {

    private static final int LEAST_VERSION = 21;
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");
    private static final Pattern RATE = Pattern.compile("tokens/s ([0-9.]+)");

    /** Finds the newest JDK in {@code folder}, such as {@code /usr/lib/jvm}, that can run it. */
    static Optional<JlamaPeer> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(folder)) {
            return homes.flatMap(home -> of(home).stream()).max(Comparator.comparingInt(JlamaPeer::version));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<JlamaPeer> of(Path home) {
        Path program = home.resolve("bin/java");
        OptionalInt version = version(home.resolve("release"));
        return version.isPresent() && version.getAsInt() >= LEAST_VERSION && Files.isExecutable(program)
                ? Optional.of(new JlamaPeer(program, version.getAsInt()))
                : Optional.empty();
    }

    private static OptionalInt version(Path release) {
        if (!Files.isReadable(release)) {
            return OptionalInt.empty();
        }
        try {
            Matcher matcher = VERSION.matcher(Files.readString(release));
            return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes {@code tokens} tokens {@code rounds} times and returns the tokens a second of each round after the first. */
    double[] tokensPerSecond(Path model, int tokens, int rounds) {
        ProcessBuilder builder = new ProcessBuilder(
                        java.toString(),
                        "--source",
                        String.valueOf(version),
                        "--enable-preview",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "benchmarks/src/jlama/java/JlamaDecoding.java",
                        model.toString(),
                        String.valueOf(Runtime.getRuntime().availableProcessors()),
                        String.valueOf(tokens),
                        String.valueOf(rounds + 1))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        return rates(JavaProcess.output("Jlama", builder));
    }

    /** Returns the rates in {@code output} but for the first, which warms up. */
    static double[] rates(List<String> output) {
        return output.stream()
                .map(RATE::matcher)
                .filter(Matcher::matches)
                .mapToDouble(matcher -> Double.parseDouble(matcher.group(1)))
                .skip(1)
                .toArray();
    }
}
