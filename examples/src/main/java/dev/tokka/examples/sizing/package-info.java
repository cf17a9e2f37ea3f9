// SPDX-License-Identifier: Apache-2.0
/** What a model costs on a device, before either is bought: {@code mvn -q -Psizing}. */
@NullMarked
package dev.tokka.examples.sizing;

import org.jspecify.annotations.NullMarked;
