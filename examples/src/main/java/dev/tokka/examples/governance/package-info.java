// SPDX-License-Identifier: Apache-2.0
/**
 * What a bank does with its records: {@link dev.tokka.examples.governance.WriteDossier} writes the file that a supervisor
 * reads.
 */
package dev.tokka.examples.governance;
