// SPDX-License-Identifier: Apache-2.0
/**
 * Personal data, found and hidden before a text leaves, or is kept.
 *
 * <p>Start at {@link dev.tokka.governance.privacy.Privacy}: {@code redacted} hides for good, {@code pseudonymized} brings values back into
 * the reply. {@link dev.tokka.governance.privacy.Redaction} is for logs, audits and caches; what is found, say the
 * {@link dev.tokka.governance.privacy.Detectors}.
 *
 * <p>Finding by form and lists is a net with holes: it lowers what leaves, it does not prove that nothing does. What must not leave at
 * all is for the classes of data and the policy on them.
 */
@NullMarked
package dev.tokka.governance.privacy;

import org.jspecify.annotations.NullMarked;
