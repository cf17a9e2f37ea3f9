// SPDX-License-Identifier: Apache-2.0
/** The audit log, verified by whoever did not write it. */
@NullMarked
package dev.tokka.examples.audit;

import org.jspecify.annotations.NullMarked;
