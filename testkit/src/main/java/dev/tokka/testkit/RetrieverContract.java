// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokka.Deadline;
import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The tests of the rules in {@link Retriever}, by number: implement this in a test class and say how to build the
 * retriever.
 *
 * <p>What cannot be seen from outside is not checked: that a {@code null} query is refused <em>before any work</em>,
 * and that settings which {@link #changedRetrievers} does not vary are in the description.
 */
public interface RetrieverContract {

    /**
     * Returns a retriever under test, newly built over the same documents, alike each time.
     *
     * <p>Called up to three times by one test; make it fast and offline. If it must be closed, close it after the test.
     */
    Retriever retriever();

    /** Returns a query that finds at least two passages and has a limit of at least two. */
    Query query();

    /** Returns another query, best one that finds something else. Default: an English query for one passage. */
    default Query otherQuery() {
        return Query.of("Who may sign for the branch?", 1);
    }

    /** Returns retrievers that differ from {@link #retriever} in what can change results. Default: none. */
    default Stream<Retriever> changedRetrievers() {
        return Stream.empty();
    }

    /** Returns how much longer than the rules say a call may take, because the machine is busy. Default: 500 ms. */
    default Duration slack() {
        return Duration.ofMillis(500);
    }

    /** Returns how long to wait for calls that have no deadline before they count as hanging. Default: one minute. */
    default Duration patience() {
        return Duration.ofMinutes(1);
    }

    /** Retrieves something, and nothing. */
    @Test
    @DisplayName("rule 1: the result is never null and holds no null")
    default void rule1_resultIsNeverNull() {
        Retriever retriever = retriever();
        for (Query query : List.of(query(), otherQuery(), like(query(), "\ue000\ue001\ue002"))) {
            List<Passage> passages = retriever.retrieve(query);

            assertThat(passages)
                    .as("rule 1: return List.of(), not null, where nothing fits")
                    .isNotNull()
                    .doesNotContainNull();
        }
    }

    /** Retrieves {@code null}. */
    @Test
    @DisplayName("rule 2: a null query is refused")
    @SuppressWarnings("NullAway")
    default void rule2_nullQueryIsRefused() {
        Retriever retriever = retriever();

        assertThatThrownBy(
                        () -> retriever.retrieve(null), "rule 2: begin retrieve with requireNonNull(query, \"query\")")
                .isInstanceOf(NullPointerException.class);
    }

    /** Retrieves, and looks at number, order and ids of the passages. */
    @Test
    @DisplayName("rule 3: at most limit passages, best first, no id twice")
    default void rule3_bestFirstUpToTheLimit() {
        List<Passage> passages = retriever().retrieve(query());

        assertThat(passages)
                .as("rule 3: query() must find at least two passages for this kit, and at most its limit")
                .hasSizeBetween(2, Math.max(2, query().limit()));
        assertThat(passages)
                .as("rule 3: best first by score")
                .isSortedAccordingTo(Comparator.comparingDouble(Passage::score).reversed());
        assertThat(passages).as("rule 3: no id twice").extracting(Passage::id).doesNotHaveDuplicates();
    }

    /** Runs two queries by eight threads at once, and compares with what one thread gets. */
    @Test
    @DisplayName("rule 4: a retriever may be called by many threads at once")
    default void rule4_manyThreadsMayRetrieveAtOnce() {
        Retriever quiet = retriever();
        List<Object> alone = List.of(found(quiet, query()), found(quiet, otherQuery()));
        Retriever busy = retriever();

        List<List<Outcome<List<Passage>>>> outcomes =
                Crowd.call(() -> busy.retrieve(query()), () -> busy.retrieve(otherQuery()), patience(), "rule 4");

        for (int i = 0; i < alone.size(); i++) {
            for (Outcome<List<Passage>> outcome : outcomes.get(i)) {
                outcome.requireTyped("rule 4, among many threads");
                assertThat(outcome.essence())
                        .as("rule 4: the result among many threads must be the one without them; share no state")
                        .isEqualTo(alone.get(i));
            }
        }
    }

    /** Retrieves the same with and without another query before it. */
    @Test
    @DisplayName("rule 4: earlier calls do not change what later ones find")
    default void rule4_earlierCallsDoNotChangeResults() {
        Object fresh = found(retriever(), query());
        Retriever used = retriever();

        found(used, otherQuery());

        assertThat(found(used, query()))
                .as("rule 4: another query came before; keep nothing from it")
                .isEqualTo(fresh);
        assertThat(found(used, query()))
                .as("rule 4: the same query came before; keep nothing from it")
                .isEqualTo(fresh);
    }

    /** Retrieves what nobody expects: long, broken and hostile texts, and as much as there is. */
    @Test
    @DisplayName("rule 5: a failure to retrieve is a ModelException")
    default void rule5_failuresAreModelExceptions() {
        Retriever retriever = retriever();

        OddTexts.all()
                .forEach((name, text) -> Call.within(
                        patience(), "rule 5, asked " + name, () -> retriever.retrieve(like(query(), text))));
        Call.within(
                patience(),
                "rule 5, asked for all there is",
                () -> retriever.retrieve(limited(query(), Integer.MAX_VALUE)));
    }

    /** Retrieves with a deadline that has passed and with one that is near. */
    @Test
    @DisplayName("rule 6: the deadline is kept")
    default void rule6_deadlineIsKept() {
        Retriever retriever = retriever();
        for (Duration time : List.of(Duration.ofSeconds(-1), Duration.ofMillis(100))) {
            Duration limit = Duration.ofSeconds(1).plus(time.isNegative() ? Duration.ZERO : time);

            Call.within(
                    limit.plus(slack()),
                    "rule 6, deadline in " + time,
                    () -> retriever.retrieve(until(query(), Deadline.after(time))));
        }
    }

    /** Retrieves on a thread that is already interrupted. */
    @Test
    @DisplayName("rule 6: a thread that is interrupted gets an end and keeps its flag")
    default void rule6_interruptBeforeTheCallEndsIt() {
        Call.interruptedBefore(interruptLimit(this), "rule 6, interrupted before the call", retrieving(this));
    }

    /** Retrieves, and interrupts while the retriever works, if it takes long enough. */
    @Test
    @DisplayName("rule 6: an interrupt ends the call and leaves the flag set")
    default void rule6_interruptDuringTheCallEndsIt() {
        Call.interruptedDuring(interruptLimit(this), "rule 6, interrupted during the call", retrieving(this));
    }

    /** Retrieves with smaller limits. */
    @Test
    @DisplayName("rule 7: a smaller limit gives the beginning of what a larger one gives")
    default void rule7_smallerLimitGivesTheBeginning() {
        Retriever retriever = retriever();
        List<String> all = ids(retriever, query());
        for (int limit = 1; limit < query().limit(); limit++) {
            assertThat(ids(retriever, limited(query(), limit)))
                    .as("rule 7: limit %d against %d; search as deep for small limits as for large ones"
                            .formatted(limit, query().limit()))
                    .isEqualTo(all.subList(0, Math.min(limit, all.size())));
        }
    }

    /** Describes two retrievers, one of them after use. */
    @Test
    @DisplayName("rule 8: retrievers built alike are described alike")
    default void rule8_builtAlikeIsDescribedAlike() {
        Retriever used = retriever();
        Description before = used.describe();

        used.retrieve(query());

        assertThat(before)
                .as("rule 8: describe must not return null; an opaque description will do")
                .isNotNull();
        assertThat(used.describe())
                .as("rule 8: a call must not change the description")
                .isEqualTo(before);
        assertThat(retriever().describe())
                .as("rule 8: two builds must be described alike; leave out times, random and memory addresses")
                .isEqualTo(before);
    }

    /** Describes the retrievers of {@link #changedRetrievers}. */
    @Test
    @DisplayName("rule 8: a change of what can change results changes the description")
    default void rule8_changesChangeTheDescription() {
        List<Retriever> changed = changedRetrievers().toList();
        assumeTrue(!changed.isEmpty(), "rule 8: changes are not checked, because changedRetrievers() gives none");
        String fingerprint = retriever().describe().fingerprint();

        assertThat(changed)
                .as("rule 8: what can change results must be in the description")
                .noneMatch(retriever -> retriever.describe().fingerprint().equals(fingerprint));
    }

    private static Object found(Retriever retriever, Query query) {
        return Outcome.of(() -> retriever.retrieve(query)).essence();
    }

    private static List<String> ids(Retriever retriever, Query query) {
        return retriever.retrieve(query).stream().map(Passage::id).toList();
    }

    private static Query like(Query query, String text) {
        return new Query(text, query.limit(), query.attributes());
    }

    private static Query limited(Query query, int limit) {
        return new Query(query.text(), limit, query.attributes());
    }

    private static Query until(Query query, Deadline deadline) {
        return new Query(query.text(), query.limit(), query.attributes().with(Deadline.KEY, deadline));
    }

    private static Duration interruptLimit(RetrieverContract contract) {
        return Duration.ofMillis(100).plus(contract.slack());
    }

    private static Supplier<List<Passage>> retrieving(RetrieverContract contract) {
        Retriever retriever = contract.retriever();
        Query query = contract.query();
        return () -> retriever.retrieve(query);
    }
}
