// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Something that is missing, due or wrong.
 *
 * @param kind how pressing it is
 * @param principle that it belongs to
 * @param model the id of the model; empty if it concerns all
 * @param text what it is, in a sentence
 * @param day on which it is or was due, if there is one
 */
public record Gap(Kind kind, Principle principle, Optional<String> model, Phrase text, Optional<LocalDate> day) {

    /** Checks that all are given. */
    public Gap {
        requireNonNull(kind, "kind");
        requireNonNull(principle, "principle");
        requireNonNull(model, "model");
        requireNonNull(text, "text");
        requireNonNull(day, "day");
    }

    /** Returns a gap that concerns all models and has no day. */
    public static Gap of(Kind kind, Principle principle, Phrase text) {
        return new Gap(kind, principle, Optional.empty(), text, Optional.empty());
    }

    /** Returns this gap of one model. */
    public Gap about(String id) {
        return new Gap(kind, principle, Optional.of(id), text, day);
    }

    /** Returns this gap with the day on which it is or was due. */
    public Gap on(LocalDate newDay) {
        return new Gap(kind, principle, model, text, Optional.of(newDay));
    }

    /** How pressing a gap is. */
    public enum Kind {
        /** A day has passed, or something is wrong that is in use. */
        OPEN("open", "要対応"),
        /** Something was not recorded. */
        MISSING("missing", "未記録"),
        /** A day is near. */
        DUE("due", "期限間近");

        private final String english;
        private final String japanese;

        Kind(String english, String japanese) {
            this.english = english;
            this.japanese = japanese;
        }

        /** Returns it in a word. */
        public Phrase title() {
            return Phrase.of(english, japanese);
        }
    }
}
