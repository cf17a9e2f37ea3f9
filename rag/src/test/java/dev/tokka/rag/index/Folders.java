// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files for tests. */
final class Folders {

    private Folders() {}

    /** Writes a file and the folders above it. */
    static Path write(Path folder, String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the files in a folder, sorted. */
    static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a small handbook: two documents in English and one in Japanese. */
    static Path handbook(Path folder) {
        write(folder, "cards.md", """
                # Cards

                ## Lost cards

                A lost card is blocked at once. Blocking is free of charge.

                ## Disputes

                A card payment can be disputed within 120 days. The clerk opens Form KB-17.
                """);
        write(folder, "transfers/domestic.md", """
                # Domestic transfers

                The cut-off time for transfers at the counter is 15:00.
                """);
        write(folder, "ja/furikomi.md", """
                # 振込

                窓口での振込の締切時刻は14時30分です。
                """);
        return folder;
    }
}
