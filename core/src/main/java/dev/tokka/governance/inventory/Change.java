// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One change of a record: what was done, by whom and when.
 *
 * @param action what was done
 * @param stage of the model after it
 * @param note why, or what in particular; may be empty
 * @param stamp by whom and when
 */
public record Change(Action action, Stage stage, String note, Stamp stamp) {

    /** Checks that all is there. */
    public Change {
        requireNonNull(action, "action");
        requireNonNull(stage, "stage");
        requireNonNull(note, "note");
        requireNonNull(stamp, "stamp");
    }

    /** What can be done to a model. */
    public enum Action {
        /** It was entered into the inventory. */
        REGISTERED,
        /** What is known of it before it is built was corrected. */
        REVISED,
        /** It was built, or built anew: what was approved before is no longer. */
        DEVELOPED,
        /** It was examined, for the first time or again. */
        VALIDATED,
        /** Somebody approved it: perhaps one of several, perhaps for a further purpose, perhaps for longer. */
        APPROVED,
        /** It was put in use. */
        PUT_IN_USE,
        /** It was stopped. */
        SUSPENDED,
        /** It was put in use again as it was. */
        RESUMED,
        /** It was ended for good. */
        RETIRED;

        /** Returns whether this can be done to a model at {@code stage}. */
        public boolean isAllowedFrom(Stage stage) {
            return switch (this) {
                case REGISTERED -> false;
                case REVISED, RETIRED -> stage != Stage.RETIRED;
                case DEVELOPED -> stage != Stage.IN_USE && stage != Stage.RETIRED;
                case VALIDATED -> stage != Stage.DRAFT && stage != Stage.RETIRED;
                case APPROVED -> stage != Stage.DRAFT && stage != Stage.DEVELOPED && stage != Stage.RETIRED;
                case PUT_IN_USE -> stage == Stage.APPROVED;
                case SUSPENDED -> stage == Stage.APPROVED || stage == Stage.IN_USE;
                case RESUMED -> stage == Stage.SUSPENDED;
            };
        }

        /** Returns the stages at which this can be done, in words. */
        String allowed() {
            return Stream.of(Stage.values())
                    .filter(this::isAllowedFrom)
                    .map(Stage::toString)
                    .collect(Collectors.joining(" or "));
        }

        /** Returns the stage that follows {@code before}, once nothing more is needed. */
        Stage after(Stage before) {
            return switch (this) {
                case REGISTERED -> Stage.DRAFT;
                case DEVELOPED -> Stage.DEVELOPED;
                case VALIDATED -> before == Stage.DEVELOPED ? Stage.VALIDATED : before;
                case APPROVED -> before == Stage.VALIDATED ? Stage.APPROVED : before;
                case PUT_IN_USE, RESUMED -> Stage.IN_USE;
                case SUSPENDED -> Stage.SUSPENDED;
                case RETIRED -> Stage.RETIRED;
                case REVISED -> before;
            };
        }

        /** Returns whether this can lead from one stage to another: a first of two approvals leads nowhere yet. */
        boolean leads(Stage before, Stage after) {
            return isAllowedFrom(before) && (after == after(before) || (this == APPROVED && after == before));
        }

        /** Returns it in words, such as {@code put in use}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
