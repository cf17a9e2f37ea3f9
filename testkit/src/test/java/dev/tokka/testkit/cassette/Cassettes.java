// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Cassettes used by hand. */
final class Cassettes {

    private Cassettes() {}

    static void with(Path file, CassetteMode mode, Consumer<Cassette> test) {
        with(file, CassetteSettings.DEFAULT.withMode(mode), test);
    }

    static void with(Path file, CassetteSettings settings, Consumer<Cassette> test) {
        try (Cassette cassette = Cassette.open(file, settings)) {
            test.accept(cassette);
        }
    }

    /** Returns a real model that must not be built. */
    static <T> Supplier<T> unreachable() {
        return () -> {
            throw new AssertionError("the real model must not be built in a replay");
        };
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
