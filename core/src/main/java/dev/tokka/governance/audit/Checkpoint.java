// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a log was at one moment: its size and its root. Whoever keeps one, outside of the machine that writes the log, can
 * prove later that nothing in it was changed or left out.
 *
 * <p>As {@linkplain #toString text} it is a checkpoint of C2SP, a signed note, which witnesses and the tools of Go's
 * checksum database can read and sign too.
 *
 * @param origin which log; not blank, one line
 * @param size how many records it had; at least 0
 * @param root of the {@link MerkleTree} of these
 * @param time when it was taken
 * @param signatures of the rest; may be empty
 * @see <a href="https://c2sp.org/tlog-checkpoint">C2SP tlog-checkpoint</a>
 */
public record Checkpoint(String origin, long size, Hash root, Instant time, List<Signature> signatures) {

    private static final String DASH = "\u2014 ";
    private static final String TIME = "time ";

    /**
     * One signature.
     *
     * @param name of who signed
     * @param value the id of the key and the signature, in base64
     */
    public record Signature(String name, String value) {

        /** Checks that both are given. */
        public Signature {
            Checks.requireText(name, "name");
            Checks.requireText(value, "value");
        }
    }

    /** Checks the ranges above and copies the signatures. */
    public Checkpoint {
        Checks.requireText(origin, "origin");
        if (origin.lines().count() != 1 || size < 0) {
            throw new IllegalArgumentException("origin must be one line and size at least 0 but size is " + size);
        }
        requireNonNull(root, "root");
        requireNonNull(time, "time");
        signatures = List.copyOf(signatures);
    }

    /**
     * Returns the checkpoint that {@link #toString} writes.
     *
     * @throws IllegalArgumentException if {@code note} is not of that form
     */
    public static Checkpoint parse(String note) {
        List<String> lines = requireNonNull(note, "note").lines().toList();
        int blank = lines.indexOf("");
        List<String> body = blank < 0 ? lines : lines.subList(0, blank);
        if (body.size() != 4 || !body.get(3).startsWith(TIME)) {
            throw new IllegalArgumentException("a checkpoint must have the lines origin, size, root and 'time …', then"
                    + " an empty one, but has " + body.size() + " lines before it");
        }
        List<Signature> signatures = new ArrayList<>();
        for (String line : lines.subList(body.size(), lines.size())) {
            if (!line.isEmpty()) {
                signatures.add(signature(line));
            }
        }
        try {
            return new Checkpoint(
                    body.get(0),
                    Long.parseLong(body.get(1)),
                    Hash.of(Base64.getDecoder().decode(body.get(2))),
                    Instant.parse(body.get(3).substring(TIME.length())),
                    signatures);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("a checkpoint must have a size, a root in base64 and a time: " + e, e);
        }
    }

    private static Signature signature(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space <= DASH.length()) {
            throw new IllegalArgumentException("a signature must be '" + DASH + "NAME BASE64' but is another line");
        }
        return new Signature(line.substring(DASH.length(), space), line.substring(space + 1));
    }

    /** Returns this with the signature of {@code signer} after those it has. */
    public Checkpoint signedBy(CheckpointSigner signer) {
        VerifierKey key = signer.verifierKey();
        byte[] value = join(key.id(), signer.sign(body().getBytes(UTF_8)));
        Signature signature = new Signature(key.name(), Base64.getEncoder().encodeToString(value));
        return new Checkpoint(
                origin,
                size,
                root,
                time,
                Stream.concat(signatures.stream(), Stream.of(signature)).toList());
    }

    /** Returns whether one of the signatures is by the owner of {@code key}, and of this checkpoint. */
    public boolean isSignedBy(VerifierKey key) {
        requireNonNull(key, "key");
        byte[] message = body().getBytes(UTF_8);
        return signatures.stream()
                .filter(signature -> signature.name().equals(key.name()))
                .anyMatch(signature -> {
                    try {
                        return key.verifies(message, Base64.getDecoder().decode(signature.value()));
                    } catch (IllegalArgumentException e) {
                        return false; // not base64
                    }
                });
    }

    static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private String body() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.shared()) + "\n" + TIME + time
                + "\n";
    }

    /** Returns the signed note. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(body()).append('\n');
        for (Signature signature : signatures) {
            note.append(DASH)
                    .append(signature.name())
                    .append(' ')
                    .append(signature.value())
                    .append('\n');
        }
        return note.toString();
    }
}
