// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.output;

import dev.tokka.Checks;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The ways in which a secret may stand in a text of which only the letters and digits are looked at. */
final class SecretForms {

    private static final int SHORTEST = 8;

    private SecretForms() {}

    /**
     * Returns what cannot be avoided by a text that holds {@code secret}, plainly or encoded, forwards or backwards.
     *
     * @throws IllegalArgumentException if it has fewer than 8 letters and digits
     */
    static Set<String> of(String secret) {
        String letters = letters(secret);
        Checks.requireAtLeast(SHORTEST, letters.length(), "number of letters and digits of a secret");
        Set<String> forms = new TreeSet<>();
        forms.add(letters);
        encoded(secret, forms);
        List<String> backwards = forms.stream().map(SecretForms::reversed).toList();
        forms.addAll(backwards);
        return forms;
    }

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
    static String letters(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD);
        plain.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
