// SPDX-License-Identifier: Apache-2.0
/**
 * Chat models of LangChain4j in files of {@link dev.tokka.config}: {@code openai}, {@code ollama}, and any other by its
 * class. The jar of the provider is for the application to add.
 *
 * <p>References are never {@code null}; passing one throws {@link NullPointerException}.
 */
@NullMarked
package dev.tokka.langchain4j.served;

import org.jspecify.annotations.NullMarked;
