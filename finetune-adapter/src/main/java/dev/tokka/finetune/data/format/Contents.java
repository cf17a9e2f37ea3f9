// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.format;

import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.TrainingDataException;
import java.util.function.Supplier;

/** What formats have in common. */
final class Contents {

    private Contents() {}

    static RowContent.Supervised supervised(RowContent content, String format) {
        if (content instanceof RowContent.Supervised supervised) {
            return supervised;
        }
        throw new TrainingDataException(
                format,
                "expected a supervised row but it is a "
                        + (content instanceof RowContent.Preference ? "preference" : "completion"));
    }

    static RowContent.Preference preference(RowContent content, String format) {
        if (content instanceof RowContent.Preference preference) {
            return preference;
        }
        throw new TrainingDataException(
                format,
                "expected a preference but it is a "
                        + (content instanceof RowContent.Supervised ? "supervised row" : "completion"));
    }

    /** Returns what {@code reader} reads; what a row does not take is wrong in this line. */
    static RowContent checked(String where, long line, Supplier<RowContent> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) { // a check of the row, which quotes no text
            throw new TrainingDataException(where, line, String.valueOf(e.getMessage()), e);
        }
    }
}
