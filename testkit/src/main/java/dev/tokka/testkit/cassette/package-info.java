// SPDX-License-Identifier: Apache-2.0
/**
 * Records what real models say, and replays it in tests: no network, no keys, the same answers each time.
 *
 * <h2>Where do I start?</h2>
 *
 * <ul>
 *   <li>In a JUnit test: {@link dev.tokka.testkit.cassette.UseCassette} on the test and a {@link
 *       dev.tokka.testkit.cassette.Cassette} as its parameter.
 *   <li>Elsewhere: {@link dev.tokka.testkit.cassette.Cassette#open} in a {@code try}.
 *   <li>To record: run the test with {@code -Dtokka.cassettes=record}, read the file, commit it.
 * </ul>
 *
 * <h2>At which level?</h2>
 *
 * <ul>
 *   <li>{@link dev.tokka.testkit.cassette.Cassette#chatModel} records what LangChain4j sends: prompts, retrieval and the
 *       checks of answers are tested with every replay. A changed prompt must be recorded anew, and that is the point.
 *   <li>{@link dev.tokka.testkit.cassette.Cassette#model} records questions and answers: for tests of a service around a
 *       model, which stay valid whatever the model does inside.
 * </ul>
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws
 * {@link NullPointerException}. Settings are immutable; cassettes are safe for use by many threads.
 */
@NullMarked
package dev.tokka.testkit.cassette;

import org.jspecify.annotations.NullMarked;
