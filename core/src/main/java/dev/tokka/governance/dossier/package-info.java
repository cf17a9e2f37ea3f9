// SPDX-License-Identifier: Apache-2.0
/**
 * The file that a model-risk manager hands to a supervisor: what the inventory and the audit log hold, by the eight
 * principles of Japan's Financial Services Agency, with what is missing or due first.
 *
 * <p>Start at {@link dev.tokka.governance.dossier.Dossier}, which collects it, and {@link
 * dev.tokka.governance.dossier.DossierFiles}, which writes all forms of it into a directory: HTML and Markdown in
 * English and Japanese, JSON, and for each model a {@link dev.tokka.governance.dossier.ModelCard} and a {@link
 * dev.tokka.governance.dossier.MlBom}. A {@link dev.tokka.governance.dossier.Section} brings in what other parts know,
 * and a {@link dev.tokka.governance.dossier.MonitorSection} what monitors know. Equal dossiers give equal bytes, and
 * nothing is fetched from anywhere.
 *
 * <p>These are records for people who judge. Whether they satisfy a rule or a supervisor is not for a program to say.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws {@link NullPointerException}.
 * Value types are immutable.
 *
 * @see <a href="https://www.fsa.go.jp/common/law/ginkou/pdf_02.pdf">Financial Services Agency, Principles for Model Risk
 *     Management (12 November 2021)</a>
 */
@NullMarked
package dev.tokka.governance.dossier;

import org.jspecify.annotations.NullMarked;
