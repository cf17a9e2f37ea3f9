// SPDX-License-Identifier: Apache-2.0
/**
 * The benchmarks of Meditron, a family of models of medicine: what they are asked, and how the published program scores it.
 *
 * <ul>
 *   <li>exams of physicians: {@link dev.tokka.evaluation.meditron.MedQa} with five options or with four,
 *       {@link dev.tokka.evaluation.meditron.MedMcQa}, {@link dev.tokka.evaluation.meditron.MedicalMmlu}
 *   <li>questions about abstracts: {@link dev.tokka.evaluation.meditron.MeditronPubMedQa}
 *   <li>how they are asked, at once or step by step, with or without shots: {@link dev.tokka.evaluation.meditron.Asking}
 *   <li>the vote of several samples: {@link dev.tokka.evaluation.meditron.SelfConsistency}
 * </ul>
 *
 * <p>Questions are made so that the published prompt is written by {@code PromptFormats.meditron} of
 * {@code dev.tokka.langchain4j} for tuned models, in ChatML, and by {@code PromptFormats.meditronFewShot} for base models
 * with shots: the instruction, {@code Question: …}, an empty line, {@code Options:}, a line {@code A. …} for each option, and
 * {@code The answer is:}. Other formats ask other models the same.
 *
 * <h2>Two scorings</h2>
 *
 * <p>Each benchmark has both, over the same answers. The first metric, {@code accuracy}, is strict: the reply names one of
 * the options, or nothing is read. Metrics whose names begin with {@code Meditron} are compatible with the published program:
 *
 * <ul>
 *   <li>Of a choice the first letter or digit of the reply counts: "Because of fever" is B, "Definitely A" is D. What is not
 *       one of A to E is not found; E is found also where there are four options.
 *   <li>Step by step it is the first word after the last "answer is", or of the reply if it does not say so.
 *       MMLU is always read so.
 *   <li>Of yes and no the whole reply counts: "yes, it does" is not found, and "maybe", which is right in a tenth of
 *       PubMedQA, never is.
 *   <li>With shots the reply ends at the first empty line. If a line begins with {@code ##}, only that line counts.
 *   <li>{@code Meditron accuracy} is over all cases; {@code Meditron accuracy of the found} leaves out those in which nothing
 *       is found, so that not answering makes it better; {@code Meditron unable to find} is their share.
 * </ul>
 *
 * <p>TruthfulQA is not here: the published program draws the wrong options without a seed, so that nobody can ask the same
 * again. No data is part of this library. References are never {@code null}; everything is immutable and safe for use by
 * many threads.
 *
 * @see <a href="https://arxiv.org/abs/2311.16079">Chen et al., MEDITRON-70B (2023)</a>
 * @see <a href="https://github.com/epfLLM/meditron/tree/main/evaluation">Meditron's evaluation</a> (Apache-2.0)
 */
@NullMarked
package dev.tokka.evaluation.meditron;

import org.jspecify.annotations.NullMarked;
