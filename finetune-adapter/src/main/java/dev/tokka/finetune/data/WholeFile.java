// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes small files as a whole, such as a manifest or a state that a killed program goes on from. */
public final class WholeFile {

    private WholeFile() {}

    /**
     * Writes {@code text} to {@code file} so that, whenever the machine stops, the file has its old content or this one.
     *
     * @throws IOException if it cannot be written
     */
    public static void replace(Path file, String text) throws IOException {
        Path written = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(written, text, UTF_8);
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
