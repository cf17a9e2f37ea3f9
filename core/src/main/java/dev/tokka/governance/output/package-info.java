// SPDX-License-Identifier: Apache-2.0
/**
 * What a reply may do to those who read it: links and images act only where that is allowed, and secrets stay inside.
 *
 * <p>Retrieved text is not trusted and a model may repeat it, so these are boundaries on the output: they hold whatever the
 * text says, and do not try to tell an attack from a fact.
 */
@NullMarked
package dev.tokka.governance.output;

import org.jspecify.annotations.NullMarked;
