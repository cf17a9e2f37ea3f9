// SPDX-License-Identifier: Apache-2.0
/**
 * A record of each call that shows whether it was changed.
 *
 * <p>Start at {@link dev.tokka.governance.audit.AuditLog}: {@link dev.tokka.governance.audit.AuditLog#audit} puts it
 * around a model, {@link dev.tokka.governance.audit.AuditLog#append} takes other events. {@link
 * dev.tokka.governance.audit.AuditReader} reads, proves and verifies from the files alone.
 *
 * <h2>What it shows, and what it does not</h2>
 *
 * <ul>
 *   <li>A record that was changed, left out, moved or doubled shows by the chain of hashes and the {@linkplain
 *       dev.tokka.governance.audit.MerkleTree tree} of RFC 6962.
 *   <li>Records that are missing at the end, and a log that somebody with write access wrote anew, show by a {@linkplain
 *       dev.tokka.governance.audit.Checkpoint checkpoint} that was kept elsewhere. Signed checkpoints cannot be made by
 *       whoever has no key.
 *   <li>What was never recorded does not show: whoever controls the process controls what it writes.
 * </ul>
 *
 * <h2>Personal data</h2>
 *
 * <p>Texts, callers and reasons are encrypted with a key of their {@linkplain dev.tokka.governance.audit.Auditing#subject
 * subject}, digests are made with it. {@linkplain dev.tokka.governance.audit.AuditLog#erase Destroying} the key erases
 * them everywhere, while chain and proofs stay valid. Facts are in the clear.
 *
 * <h2>Files</h2>
 *
 * <p>A directory holds {@code N.records}, records as ASCII JSON, each after its length and a CRC-32C of both; {@code
 * N.hashes}, the hashes of the records of a full file; {@code checkpoints}, {@code origin}, {@code lock}, and unless keys
 * are elsewhere {@code subjects.keys}.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws {@link NullPointerException}.
 */
@NullMarked
package dev.tokka.governance.audit;

import org.jspecify.annotations.NullMarked;
