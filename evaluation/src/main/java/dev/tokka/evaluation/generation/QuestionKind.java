// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import java.util.Locale;
import java.util.Optional;

/** What a question asks for. */
public enum QuestionKind {
    /** Who, what or which. */
    FACT("who, what or which", "誰・何・どれ"),
    /** How much, how many or how long. */
    NUMBER("an amount, a number, a rate or a period", "金額・数・率・期間"),
    /** By or since when. */
    DATE("a date or a time limit", "日付・期限"),
    /** Under which condition. */
    CONDITION("under which condition something is so", "どのような条件か"),
    /** How something is done. */
    PROCEDURE("how something is done", "どのような手続きか"),
    /** Why something is so. */
    REASON("why something is so", "なぜか"),
    /** What a term means. */
    DEFINITION("what a term means", "用語の意味");

    private final String english;
    private final String japanese;

    QuestionKind(String english, String japanese) {
        this.english = english;
        this.japanese = japanese;
    }

    /** Returns the name in lower case, as tags and spreadsheets have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String meaning(boolean inJapanese) {
        return inJapanese ? japanese : english;
    }

    static Optional<QuestionKind> of(String label) {
        for (QuestionKind kind : values()) {
            if (kind.label().equals(label.strip().toLowerCase(Locale.ROOT))) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
