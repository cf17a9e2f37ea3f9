// SPDX-License-Identifier: Apache-2.0
/**
 * An OpenAI-compatible server on the loopback address, for integration tests of whatever speaks HTTP.
 *
 * <h2>Do I need it?</h2>
 *
 * <ul>
 *   <li>To test code that takes a model: no. Pass a scripted, recorded or faulty model of {@link dev.tokka.testkit}.
 *   <li>To test a whole service that builds its own client, or another program: yes. Point it at {@link
 *       dev.tokka.testkit.server.FakeOpenAiServer#baseUrl}.
 *   <li>To see what a client makes of a broken connection, HTML instead of JSON or {@code Retry-After}: yes, with a
 *       {@link dev.tokka.testkit.server.ServerFault}.
 * </ul>
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws
 * {@link NullPointerException}. The server is safe for use by many threads.
 */
@NullMarked
package dev.tokka.testkit.server;

import org.jspecify.annotations.NullMarked;
