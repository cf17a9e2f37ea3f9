// SPDX-License-Identifier: Apache-2.0
/**
 * A model from a file, so that whoever runs a program swaps its strategy without building it again.
 *
 * <pre>{@code
 * tokka: 1
 * models:
 *   house: {fine-tuned: {directory: models/bank}}
 *   hosted: {openai: {base-url: "https://api.example.com/v1", model: large-2, api-key: "${EXAMPLE_KEY}"}}
 * model:
 *   fallback:
 *     - use: house
 *       with:
 *         - prompting: {instructions: ["Reply with the value only."]}
 *         - cached: {max-age: 10m}
 *     - use: hosted
 *       with: [{cleared: internal}]
 * }</pre>
 *
 * <p>Start at {@link dev.tokka.DomainModels#load}; {@link dev.tokka.config.ConfigLoader} takes what a program has to add.
 * A model that follows its file while it is asked is a {@link dev.tokka.config.ReloadableModel}.
 *
 * <h2>Files</h2>
 *
 * <p>YAML ({@code *.yaml}, {@code *.yml}) or JSON ({@code *.json}), in UTF-8, of up to 1 MB and 64 levels, without anchors,
 * aliases and tags. A <em>model</em> is a mapping with the name of one kind as its key, and perhaps {@code with}, a list
 * of specializations that are put on it in this order: the last one sees the question first. A kind without settings is
 * {@code extractive:} or {@code extractive: {}}. Paths are relative to the file. A text may be {@code ${NAME}}, an
 * environment variable, or {@code ${file:path}}, the text of a file; a secret must be one of these.
 *
 * <ul>
 *   <li>Models of models: {@code use}, {@code fallback}, {@code route}, {@code cascade}, {@code vote}.
 *   <li>Specializations: {@code cached}, {@code cleared}, {@code limited}, {@code observed}, {@code resilient},
 *       {@code self-consistent}.
 *   <li>Routers: {@code classifier}, {@code score}, {@code examples}; acceptances: {@code confidence},
 *       {@code grounding}.
 *   <li>Models of LangChain4j: {@code openai}, {@code ollama}, {@code langchain4j}. Further kinds come with the other
 *       modules.
 * </ul>
 *
 * <p>All settings with their types, ranges and defaults are in the JSON schema that
 * {@link dev.tokka.config.ConfigLoader#schema} gives; editors complete and check by it. What a file cannot say: clocks,
 * executors, sources of chance, agreements and acceptances of your own. For these, and for every part of your own, offer a
 * {@link dev.tokka.config.Kind}.
 *
 * <h2>What is wrong is said at once</h2>
 *
 * <p>{@link dev.tokka.config.ConfigException} has every problem with line and column: keys that are unknown (and the one
 * that was probably meant) or come twice, kinds that are not there, wrong types, values out of range, what is missing,
 * models made of themselves, files that are not there, environment variables that are not set. Only a file without these
 * opens anything; then what cannot be opened is told in the same way, and all the rest is closed again.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws {@link NullPointerException}.
 */
@NullMarked
package dev.tokka.config;

import org.jspecify.annotations.NullMarked;
