// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP client under LangChain4j's models: every request ends once, in time, and truthfully.
 *
 * <p>Give a {@link dev.tokka.langchain4j.http.GuardedHttpClientBuilder} to the builder of a model of LangChain4j, by
 * {@code httpClientBuilder}, and to the domain model over it, by {@code withTransport}.
 * {@link dev.tokka.langchain4j.http.HttpLimits} say how long a request may take and how much may be received. Where models
 * of LangChain4j are used without domain models, failures are
 * {@link dev.tokka.langchain4j.http.TransportException}s, and a {@link dev.tokka.langchain4j.http.RequestScope} ends the
 * requests of one piece of work together.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws
 * {@link NullPointerException}. Clients are safe for use by many threads.
 */
@NullMarked
package dev.tokka.langchain4j.http;

import org.jspecify.annotations.NullMarked;
