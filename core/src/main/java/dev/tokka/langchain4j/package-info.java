// SPDX-License-Identifier: Apache-2.0
/**
 * The bridge to LangChain4j: its models answer as domain models, and domain models as its models.
 *
 * <h2>Where do I start?</h2>
 *
 * <ul>
 *   <li>A chat model of LangChain4j is to answer questions: {@link dev.tokka.langchain4j.ChatDomainModel}.
 *   <li>A model that goes on writing a text, such as a base model or one of FinGPT's:
 *       {@link dev.tokka.langchain4j.CompletionDomainModel}, with the {@linkplain dev.tokka.langchain4j.PromptFormats
 *       template} that it was tuned with.
 *   <li>A domain model is to serve LangChain4j's {@code AiServices}, memory or agents:
 *       {@link dev.tokka.langchain4j.DomainChatModel}.
 *   <li>An embedding store or another content retriever of LangChain4j is to find evidence, or an index of ours to serve
 *       LangChain4j: {@link dev.tokka.langchain4j.ContentRetrievers}.
 * </ul>
 *
 * <h2>Before production</h2>
 *
 * <ul>
 *   <li>Build the models of LangChain4j with a {@link dev.tokka.langchain4j.http.GuardedHttpClientBuilder}, and tell the domain
 *       model by {@code withTransport}. The domain model ends every call in time by itself; the client bounds the memory
 *       as well, closes the connection, and sees faults that LangChain4j's own client hides, such as text after the end of
 *       a stream.
 *   <li>Set {@link dev.tokka.langchain4j.CallLimits} for a call and {@link dev.tokka.langchain4j.http.HttpLimits} for a request
 *       of it. Only the client tries again, and only what may help.
 *   <li>Give a {@link dev.tokka.langchain4j.PriceTable}, so that traces tell what an answer costs.
 * </ul>
 *
 * <p>A {@link dev.tokka.langchain4j.PromptFormat} of your own is one method; begin with
 * {@link dev.tokka.langchain4j.PromptFormats#neutral}. Where LangChain4j is used without domain models, failures on the
 * wire are {@link dev.tokka.langchain4j.http.TransportException}s.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws
 * {@link NullPointerException}. Value types are immutable. Models are safe for use by many threads.
 */
@NullMarked
package dev.tokka.langchain4j;

import org.jspecify.annotations.NullMarked;
