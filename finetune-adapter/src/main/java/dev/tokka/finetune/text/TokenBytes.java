// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What each token adds to a text, by the decoder of a tokenizer.json. Every decoder of the format but CTC's is known; the
 * clean-up of English punctuation that some add at the end is left out, as it depends on what comes next.
 */
final class TokenBytes {

    private static final Pattern BYTE = Pattern.compile("<0x[0-9A-Fa-f]{2}>");

    private final Path file;
    private final List<UnaryOperator<String>> steps = new ArrayList<>();
    private boolean byteLevel;
    private boolean byteFallback;
    private boolean fused;
    private boolean stripsFirstSpace;

    TokenBytes(Path file, JsonNode decoder) {
        this.file = file;
        if (decoder.isObject()) {
            add(decoder);
        } else { // tokens are words then
            steps.add(piece -> " " + piece);
            stripsFirstSpace = true;
        }
    }

    /** Returns whether a text loses the space it starts with. */
    boolean stripsFirstSpace() {
        return stripsFirstSpace;
    }

    /** Returns the bytes of a token of the model's own vocabulary. */
    byte[] of(String token) {
        if (byteFallback && BYTE.matcher(token).matches()) {
            return new byte[] {(byte) Integer.parseInt(token.substring(3, 5), 16)};
        }
        String piece = apply(token);
        return byteLevel ? ByteLevel.bytes(piece) : piece.getBytes(UTF_8);
    }

    /** Returns the bytes of an added token, which is written as it is read. */
    byte[] ofAdded(String token) {
        return apply(token).getBytes(UTF_8);
    }

    private String apply(String token) {
        String piece = token;
        for (UnaryOperator<String> step : steps) {
            piece = step.apply(piece);
        }
        return piece;
    }

    private void add(JsonNode decoder) {
        String type = decoder.path("type").asText();
        switch (type) {
            case "Sequence" -> decoder.path("decoders").forEach(this::add);
            case "ByteLevel" -> byteLevel = true;
            case "ByteFallback" -> byteFallback = true;
            case "Fuse" -> fused = true;
            case "Replace" -> addReplace(decoder);
            case "Metaspace" -> addMetaspace(decoder);
            case "WordPiece" -> addWordPiece(decoder.path("prefix").asText("##"));
            case "BPEDecoder" -> {
                String suffix = decoder.path("suffix").asText("</w>");
                steps.add(piece -> piece.replace(suffix, " "));
            }
            case "Strip" -> addStrip(decoder);
            default -> throw unsupported("a known decoder", type);
        }
    }

    private void addReplace(JsonNode decoder) {
        JsonNode pattern = decoder.path("pattern").path("String");
        if (!pattern.isTextual()) {
            throw unsupported("a decoder that replaces a text", "Replace by an expression");
        }
        String from = pattern.asText();
        String to = decoder.path("content").asText();
        steps.add(piece -> from.isEmpty() ? piece : piece.replace(from, to));
    }

    private void addMetaspace(JsonNode decoder) {
        String space = decoder.path("replacement").asText("\u2581");
        steps.add(piece -> piece.replace(space, " "));
        stripsFirstSpace |= decoder.has("prepend_scheme")
                ? !decoder.path("prepend_scheme").asText().equals("never")
                : decoder.path("add_prefix_space").asBoolean(true);
    }

    private void addWordPiece(String prefix) {
        steps.add(piece -> piece.startsWith(prefix) ? piece.substring(prefix.length()) : " " + piece);
        stripsFirstSpace = true;
    }

    private void addStrip(JsonNode decoder) {
        String content = decoder.path("content").asText();
        int start = decoder.path("start").asInt();
        int stop = decoder.path("stop").asInt();
        if (!fused) {
            steps.add(piece -> strip(piece, content, start, stop));
        } else if (content.equals(" ") && start <= 1 && stop == 0) {
            stripsFirstSpace |= start == 1;
        } else {
            throw unsupported("a decoder that strips at most the first space", "Strip of more");
        }
    }

    private static String strip(String piece, String content, int start, int stop) {
        String rest = piece;
        for (int i = 0; i < start && !content.isEmpty() && rest.startsWith(content); i++) {
            rest = rest.substring(content.length());
        }
        for (int i = 0; i < stop && !content.isEmpty() && rest.endsWith(content); i++) {
            rest = rest.substring(0, rest.length() - content.length());
        }
        return rest;
    }

    private ModelFileException unsupported(String expected, String seen) {
        return new ModelFileException(file, Reason.UNSUPPORTED, "expected " + expected + " but it has " + seen);
    }

    /** The letters that stand for bytes since GPT-2: printable ones for themselves, the others from U+0100 on. */
    private static final class ByteLevel {

        private static final int[] BYTES = bytesOfLetters();

        private static int[] bytesOfLetters() {
            int[] bytes = new int[512];
            Arrays.fill(bytes, -1);
            int next = 256;
            for (int value = 0; value < 256; value++) {
                boolean printable = (value >= '!' && value <= '~')
                        || (value >= 0xA1 && value <= 0xAC)
                        || (value >= 0xAE && value <= 0xFF);
                bytes[printable ? value : next++] = value;
            }
            return bytes;
        }

        static byte[] bytes(String piece) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(piece.length());
            for (int i = 0; i < piece.length(); i++) {
                char letter = piece.charAt(i);
                int value = letter < BYTES.length ? BYTES[letter] : -1;
                if (value < 0) {
                    return piece.getBytes(UTF_8); // as the library does for what is not in its alphabet
                }
                bytes.write(value);
            }
            return bytes.toByteArray();
        }
    }
}
