// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Description;

/** See {@link TokenCounter#approximate}. */
record ApproximateTokens() implements TokenCounter {

    private static final int CHARACTERS_OF_A_TOKEN = 4;

    @Override
    public int count(String text) {
        int tokens = 0;
        int word = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (Scripts.isPartOfAWord(character)) {
                tokens += word % CHARACTERS_OF_A_TOKEN == 0 ? 1 : 0;
                word++;
            } else {
                word = 0;
                tokens += Character.isWhitespace(character) ? 0 : 1;
            }
        }
        return tokens;
    }

    @Override
    public Description describe() {
        return Description.of("tokens", "approximate");
    }

    @Override
    public String toString() {
        return "approximate";
    }
}
