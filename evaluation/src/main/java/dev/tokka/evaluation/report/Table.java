// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import java.util.List;

/**
 * A table of texts.
 *
 * @param columns the heads
 * @param rows as long as there are columns
 */
record Table(List<String> columns, List<List<String>> rows) {

    Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
