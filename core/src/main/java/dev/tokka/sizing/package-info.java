// SPDX-License-Identifier: Apache-2.0
/**
 * What a model needs, before you buy it: memory, time, and with {@link dev.tokka.sizing.cost} and
 * {@link dev.tokka.sizing.training} energy and money.
 *
 * <pre>{@code
 * ModelArchitecture model = Architectures.builtIn().find("llama-3.1-8b"); // or ModelArchitecture.read(config.json)
 * Device device = Devices.builtIn().find("l4");
 * Deployment deployment = Deployment.of(model, Precision.INT4).context(8_192).batch(4);
 *
 * Fit fit = deployment.fit(device);               // yes or no, the largest part, and what would make it fit
 * AnswerTime time = new Roofline(deployment, device, Efficiency.PLANNING).answer(2_000, 300);
 * }</pre>
 *
 * <h2>What is exact and what is not</h2>
 *
 * <ul>
 *   <li>Parameters, weights in one format, keys and values, adapters: exact, from the configuration. Files add names and
 *       padding.
 *   <li>Activations: what must be there at once with fused attention; runtimes take more.
 *   <li>Times: a {@linkplain dev.tokka.sizing.Roofline roofline}. {@link dev.tokka.sizing.Efficiency#BOUND} is what nobody is
 *       faster than; {@link dev.tokka.sizing.Efficiency#PLANNING} is a convention. Measure one model on your machine, and say
 *       what you saw.
 *   <li>Prices: yours. Those of {@link dev.tokka.sizing.Devices} have a day and a source.
 * </ul>
 *
 * <p>Bytes are whole and mean bytes; bandwidths are bytes a second, peaks floating point operations a second, a multiply-add
 * being two. References are never {@code null} unless marked {@code @Nullable}; passing one throws
 * {@link NullPointerException}. All types are immutable and safe for use by many threads.
 */
@NullMarked
package dev.tokka.sizing;

import org.jspecify.annotations.NullMarked;
