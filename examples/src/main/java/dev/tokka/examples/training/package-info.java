// SPDX-License-Identifier: Apache-2.0
/** Trains: in this process what labels texts, and at a provider what answers about documents; each shows what it gains. */
@NullMarked
package dev.tokka.examples.training;

import org.jspecify.annotations.NullMarked;
