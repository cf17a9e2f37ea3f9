// SPDX-License-Identifier: Apache-2.0
/**
 * The benchmarks of FinGPT: what its models are asked, and how its published programs score the answers.
 *
 * <ul>
 *   <li>sentiment of news and tweets, four data sets: {@link dev.tokka.evaluation.fingpt.Sentiment}
 *   <li>nine yes-or-no questions about each headline: {@link dev.tokka.evaluation.fingpt.Headlines}
 *   <li>entities and relations in a text: {@link dev.tokka.evaluation.fingpt.NamedEntities},
 *       {@link dev.tokka.evaluation.fingpt.Relations}
 *   <li>exams in Chinese, and numbers out of reports: {@link dev.tokka.evaluation.fingpt.FinEval},
 *       {@link dev.tokka.evaluation.fingpt.ConvFinQa}
 *   <li>forecasts of a share's week: {@link dev.tokka.evaluation.fingpt.Forecasts}
 * </ul>
 *
 * <p>Questions are made so that {@code dev.tokka.langchain4j.PromptFormats.finGpt} writes exactly the published prompt,
 * {@code Instruction: …}, {@code Input: …} and {@code Answer: }. Other formats ask other models the same. For the data set
 * {@code fiqa_qa} the published programs have no scorer, and so it is not here.
 *
 * <h2>Two scorings</h2>
 *
 * <p>Each benchmark has both, over the same answers. Metrics whose names begin with {@code FinGPT} are compatible: they do
 * what the published program does, with its defects, which the Javadoc of each class names, so that a number can be set
 * beside a published one. The others are strict: replies are read as their form asks, and what cannot be read is wrong. The
 * first metric, by which models are chosen, is a strict one.
 *
 * <p>Beside each number reports show the missing rate, which the published programs do not: the share of replies in which
 * the scorer did not find what it looks for. Where the compatible scoring guesses then, as "neutral", the reply is counted
 * as that, and is missing all the same. A failure and an abstention are wrong in both; the published programs know neither.
 *
 * <p>No data is part of this library: a user exports it, as Parquet, CSV or JSON lines with the columns named here, from
 * where each class says. References are never {@code null}; everything is immutable and safe for use by many threads.
 *
 * @see <a href="https://github.com/AI4Finance-Foundation/FinGPT/tree/master/fingpt/FinGPT_Benchmark">FinGPT Benchmark</a>
 *     (MIT)
 */
@NullMarked
package dev.tokka.evaluation.fingpt;

import org.jspecify.annotations.NullMarked;
