// SPDX-License-Identifier: Apache-2.0
/**
 * Benchmarks out of published data sets in English and Japanese. None of the data is part of this library: a user gets the
 * files from the address that each class names, under the licence that it names.
 *
 * <ul>
 *   <li>Japanese finance and law: {@link dev.tokka.evaluation.dataset.Jfinqa}, {@link dev.tokka.evaluation.dataset.Chabsa},
 *       {@link dev.tokka.evaluation.dataset.LawqaJp}; any task in Japanese, judged:
 *       {@link dev.tokka.evaluation.dataset.ElyzaTasks100}
 *   <li>annual reports in English: {@link dev.tokka.evaluation.dataset.TatQa},
 *       {@link dev.tokka.evaluation.dataset.FinanceBench}
 *   <li>customers of a bank: {@link dev.tokka.evaluation.dataset.Banking77}; a made-up bank, for tests of whole strategies:
 *       {@link dev.tokka.evaluation.dataset.DemoBank}
 *   <li>medicine: {@link dev.tokka.evaluation.dataset.PubMedQa}
 *   <li>retrieval, any data set in the layout of BEIR: {@link dev.tokka.evaluation.dataset.Beir}
 * </ul>
 *
 * <p>Each class has a method {@code benchmark}, which asks as the data set's authors do: what they give to read is the
 * evidence of the question. Where there is such evidence, {@code withoutContext} asks the same questions without it, as of
 * a model that retrieves, or that knows. {@code documents} gives what can be indexed.
 *
 * <p>Files that are not as expected are refused with
 * {@link dev.tokka.evaluation.benchmark.BenchmarkFormatException}, which names the row and the column; columns that are not
 * named here are ignored. References are never {@code null}.
 */
@NullMarked
package dev.tokka.evaluation.dataset;

import org.jspecify.annotations.NullMarked;
