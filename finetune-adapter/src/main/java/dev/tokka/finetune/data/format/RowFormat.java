// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.format;

import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.TrainingDataException;

/**
 * A way to write rows as JSON objects, one a line. What it writes it reads back as equal content; where rows come from no
 * format carries. Implementations are safe for use by many threads.
 */
public interface RowFormat {

    /**
     * Returns {@code content} as one line of JSON.
     *
     * @throws TrainingDataException if this format has no place for a part of it; the message says which
     */
    String write(RowContent content);

    /**
     * Returns the content of a line.
     *
     * @param where the file, for messages
     * @param line its number, from 1, for messages
     * @throws TrainingDataException if the line is not in this format; the message says which field, what was expected and
     *     what was seen
     */
    RowContent read(String json, String where, long line);
}
