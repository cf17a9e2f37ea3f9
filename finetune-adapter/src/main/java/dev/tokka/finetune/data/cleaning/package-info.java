// SPDX-License-Identifier: Apache-2.0
/**
 * Makes a training set clean: a {@link dev.tokka.finetune.data.cleaning.Cleaning} passes its rows through {@linkplain
 * dev.tokka.finetune.data.cleaning.RowFilter filters} and counts what each leaves out, for the datasheet.
 *
 * <ul>
 *   <li>The same twice: {@link dev.tokka.finetune.data.cleaning.Duplicates}.
 *   <li>Bad rows: {@link dev.tokka.finetune.data.cleaning.Quality}; answers that do not stand where the row says: {@link
 *       dev.tokka.finetune.data.cleaning.SourceCheck}.
 *   <li>Questions of a benchmark: {@link dev.tokka.finetune.data.cleaning.LeakCheck}. Without it a benchmark measures what
 *       the model has seen.
 *   <li>Personal data: {@link dev.tokka.finetune.data.cleaning.RedactedRows}.
 *   <li>Too much of one sort: {@link dev.tokka.finetune.data.cleaning.Balance}.
 *   <li>Sets to train, choose and test with: {@link dev.tokka.finetune.data.cleaning.DocumentSplit}.
 * </ul>
 */
@NullMarked
package dev.tokka.finetune.data.cleaning;

import org.jspecify.annotations.NullMarked;
