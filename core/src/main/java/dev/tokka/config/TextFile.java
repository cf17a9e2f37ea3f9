// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads files of text in UTF-8, within a limit; what is wrong becomes problems. */
final class TextFile {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private TextFile() {}

    /** Returns the text, without a mark of its byte order, or empty after a problem. */
    static Optional<String> read(Path file, int maxBytes, Problems problems) {
        if (!Files.isRegularFile(file)) {
            return problems.add(Place.START, "a file", Files.exists(file) ? "something else" : "none here");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                return problems.add(Place.START, "at most " + maxBytes + " bytes", "more");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return problems.add(Place.START, "text in UTF-8", "bytes that are none");
        } catch (IOException e) {
            return problems.add(
                    Place.START, "a file that can be read", e.getClass().getSimpleName());
        }
    }
}
