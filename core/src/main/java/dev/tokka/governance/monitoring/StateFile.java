// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Where a monitor keeps what it knows: written aside, forced to the disk, and put in place at once. */
final class StateFile {

    /** After how many calls the state is written. */
    static final int EVERY = 100;

    private final Path file;
    private final String digest;

    /**
     * Creates the place of a state.
     *
     * @param digest of what the state is about
     */
    StateFile(Path file, String digest) {
        this.file = requireNonNull(file, "file").toAbsolutePath();
        this.digest = digest;
    }

    /** Gives {@code taker} the state, if there is one. */
    void read(Consumer<StateJson.State> taker) {
        try {
            taker.accept(StateJson.read(Files.readString(file), digest));
        } catch (NoSuchFileException e) {
            return; // the first monitor
        } catch (IOException e) {
            throw new UncheckedIOException("expected a file that can be read: " + file, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** Writes what {@code state} gives once no other thread writes, so that the last state stays. */
    synchronized void write(Supplier<StateJson.State> state) {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (FileOutputStream out = new FileOutputStream(aside.toFile())) {
                out.write(StateJson.write(state.get(), digest).getBytes(UTF_8));
                out.getFD().sync();
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("expected a file that can be written: " + file, e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
