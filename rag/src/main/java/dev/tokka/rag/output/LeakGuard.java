// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.output;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Digests;
import dev.tokka.DomainModel;
import dev.tokka.Specialization;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Withholds replies that hold a secret: a system prompt, a canary that was planted in it, or a key.
 *
 * <p>A secret is found as it is written and reversed, in upper or lower case, in full-width and decorated letters, with
 * anything but letters and digits between its letters, in Base64 (also the URL-safe kind, at any offset, without its first
 * and last characters), in hexadecimal, and so do all these forms of the text read backwards. A reply that holds one ends in
 * {@link dev.tokka.PolicyViolationException}, as does one whose text would be longer than a million characters; no part of
 * a reply reaches the sink before all of it was looked through. What a model says of a secret in its own words, or spells in
 * a code of its own, is not found: keep real secrets out of prompts.
 *
 * <p>The work for a reply grows with its length and the number of secrets only. Safe for use by many threads; neither
 * {@code toString} nor the description shows a secret.
 *
 * <pre>{@code
 * DomainModel guarded = model.with(LeakGuard.of(canary));
 * }</pre>
 */
public final class LeakGuard implements Specialization {

    private static final int SHORTEST = 8;
    private static final int LONGEST_REPLY = 1_000_000;

    private final List<String> forms;
    private final Set<String> digests = new TreeSet<>();

    private LeakGuard(List<String> secrets) {
        Set<String> all = new TreeSet<>();
        for (String secret : secrets) {
            String letters = letters(Checks.requireText(secret, "secret"));
            Checks.requireAtLeast(SHORTEST, letters.length(), "number of letters and digits of a secret");
            digests.add(Digests.sha256(secret));
            all.add(letters);
            encoded(secret, all);
        }
        List<String> backwards = all.stream().map(LeakGuard::reversed).toList();
        all.addAll(backwards);
        this.forms = List.copyOf(all);
    }

    /**
     * Returns the guard of {@code secrets}.
     *
     * @param secrets each with at least 8 letters and digits; to guard a long prompt, give some of its sentences, since a
     *     model may repeat a part of it
     * @throws IllegalArgumentException if there is none or one is shorter
     */
    public static LeakGuard of(String... secrets) {
        Checks.requireAtLeast(1, secrets.length, "number of secrets");
        return new LeakGuard(Arrays.asList(secrets));
    }

    /** Returns whether {@code text} holds none of the secrets, as the class says, and is not too long to be looked through. */
    public boolean isClean(String text) {
        if (requireNonNull(text, "text").length() > LONGEST_REPLY) {
            return false;
        }
        String letters = letters(text);
        return forms.stream().noneMatch(letters::contains);
    }

    /** Adds what cannot be avoided in any encoding of a text that holds {@code secret}. */
    private static void encoded(String secret, Set<String> forms) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        forms.add(HexFormat.of().formatHex(bytes));
        for (int offset = 0; offset < 3; offset++) { // three bytes become four letters, so there are three alignments
            byte[] shifted = new byte[offset + bytes.length];
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            // The first and last letters depend on the neighbours too.
            String core = letters(base64.substring(offset == 0 ? 0 : offset + 1, base64.length() - 1));
            if (core.length() >= SHORTEST) {
                forms.add(core);
            }
        }
    }

    /** Returns the letters and digits of {@code text} in their plain form and lower case. */
    private static String letters(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD);
        plain.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    @Override
    public DomainModel specialize(DomainModel base) {
        return new LeakGuardModel(this, requireNonNull(base, "base"));
    }

    /** Returns the SHA-256 of each secret, sorted. */
    List<String> digests() {
        return new ArrayList<>(digests);
    }

    /** Returns how many secrets are guarded. */
    @Override
    public String toString() {
        return "leakGuard(" + digests.size() + ")";
    }
}
