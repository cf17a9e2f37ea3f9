// SPDX-License-Identifier: Apache-2.0
/**
 * What a bank does with its models: {@link dev.tokka.examples.governance.GovernedBank} tells the life of one, and {@link
 * dev.tokka.examples.governance.WriteDossier} writes the file that a supervisor reads.
 */
package dev.tokka.examples.governance;
