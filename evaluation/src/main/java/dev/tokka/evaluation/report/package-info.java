// SPDX-License-Identifier: Apache-2.0
/**
 * Reports of experiments for people and for machines: {@link dev.tokka.evaluation.report.HtmlReport} is one page that
 * needs no network, {@link dev.tokka.evaluation.report.MarkdownReport} is for pull requests, {@link
 * dev.tokka.evaluation.report.JsonReport} for programs.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws {@link NullPointerException}.
 */
@NullMarked
package dev.tokka.evaluation.report;

import org.jspecify.annotations.NullMarked;
