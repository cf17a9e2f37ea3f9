// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.benchmark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;

/** Files of data sets, made up or real, for the tests of all loaders. */
public final class TestFiles {

    private TestFiles() {}

    /** Returns a file or folder of the real data; the test is skipped if it is not beside the project. */
    public static Path real(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path found = folder.resolve("shared/data").resolve(name);
            if (Files.exists(found)) {
                return found;
            }
        }
        Assumptions.abort("shared/data/" + name + " is not beside the project");
        throw new AssertionError();
    }

    /** Writes a file, and the folders it is in. */
    public static Path write(Path file, String content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes JSON in which a quote is a single one. */
    public static Path json(Path file, String content) {
        return write(file, content.replace('\'', '"'));
    }

    /** Checks that a file is refused with a message that begins so. */
    public static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(BenchmarkFormatException.class).hasMessageStartingWith(message);
    }
}
