// SPDX-License-Identifier: Apache-2.0
/** From documents to a tuned model: rows, a job, and what comes out beside what there was before. */
@NullMarked
package dev.tokka.examples.tuning;

import org.jspecify.annotations.NullMarked;
