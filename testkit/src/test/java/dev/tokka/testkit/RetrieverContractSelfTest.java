// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static dev.tokka.testkit.Kit.assertCaught;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.Source;
import dev.tokka.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** A test kit that passes broken retrievers is worse than none: each rule must catch its offenders. */
class RetrieverContractSelfTest {

    private static final Passage BEST = passage("best", 3);
    private static final Passage GOOD = passage("good", 2);
    private static final Passage FAIR = passage("fair", 1);
    private static final Retriever STUBBORN = query -> {
        Waits.stubbornly(4_000);
        return List.of(BEST, GOOD);
    };

    @Test
    void everyRuleIsChecked() {
        String methods = String.join(
                " ",
                Arrays.stream(RetrieverContract.class.getMethods())
                        .map(method -> method.getName().replaceFirst("_.*", ""))
                        .toList());

        assertThat(IntStream.rangeClosed(1, 8))
                .allSatisfy(rule -> assertThat(methods).contains("rule" + rule));
    }

    @Test
    @SuppressWarnings("NullAway")
    void rule1CatchesNullForNothing() {
        Retriever nothing = query -> query.text().contains("fee") ? List.of(BEST, GOOD) : null;

        assertCaught("rule 1", contract(nothing)::rule1_resultIsNeverNull);
    }

    @Test
    void rule1CatchesNullAmongThePassages() {
        Retriever gap = query -> Arrays.asList(BEST, null);

        assertCaught("rule 1", contract(gap)::rule1_resultIsNeverNull);
    }

    @Test
    void rule2CatchesRetrieversThatAcceptNull() {
        assertCaught("rule 2", contract(query -> List.of())::rule2_nullQueryIsRefused);
    }

    @Test
    void rule3CatchesQueriesThatFindTooLittle() {
        assertCaught("query() must find at least two", contract(query -> List.of(BEST))::rule3_bestFirstUpToTheLimit);
    }

    @Test
    void rule3CatchesMoreThanTheLimit() {
        Retriever generous = query -> List.of(BEST, GOOD, FAIR, passage("poor", 0));

        assertCaught("rule 3", contract(generous)::rule3_bestFirstUpToTheLimit);
    }

    @Test
    void rule3CatchesTheWorstFirst() {
        assertCaught("rule 3: best first", contract(query -> List.of(GOOD, BEST))::rule3_bestFirstUpToTheLimit);
    }

    @Test
    void rule3CatchesAnIdTwice() {
        assertCaught("rule 3: no id twice", contract(query -> List.of(GOOD, GOOD))::rule3_bestFirstUpToTheLimit);
    }

    @Test
    void rule4CatchesRetrieversThatMixUpThreads() {
        AtomicInteger built = new AtomicInteger();
        // The first is called by one thread alone, the second by eight, of which all write before any reads.
        Supplier<Retriever> retrievers = () -> sharing(built.getAndIncrement() == 0 ? 1 : 8);

        assertCaught("rule 4", contract(retrievers)::rule4_manyThreadsMayRetrieveAtOnce);
    }

    @Test
    void rule4CatchesRetrieversThatFailAmongManyThreads() {
        AtomicInteger calls = new AtomicInteger();
        Retriever busy = query -> {
            if (calls.incrementAndGet() > 10) {
                throw new IllegalStateException("used by another thread");
            }
            return List.of(BEST);
        };

        assertCaught("rule 4, among many threads", contract(busy)::rule4_manyThreadsMayRetrieveAtOnce);
    }

    @Test
    void rule4CatchesRetrieversThatRemember() {
        Supplier<Retriever> remembering = () -> {
            AtomicReference<String> first = new AtomicReference<>();
            return query -> {
                first.compareAndSet(null, query.text());
                return List.of(passage(String.valueOf(first.get()), 1));
            };
        };

        assertCaught("rule 4", contract(remembering)::rule4_earlierCallsDoNotChangeResults);
    }

    @Test
    void rule4CatchesRetrieversThatCount() {
        AtomicInteger calls = new AtomicInteger();
        Retriever counting = query -> List.of(passage("call " + calls.incrementAndGet(), 1));

        assertCaught("rule 4", contract(counting)::rule4_earlierCallsDoNotChangeResults);
    }

    @Test
    void rule5CatchesQueryLanguages() {
        Retriever parsing = query -> {
            if (query.text().contains("(")) {
                throw new IllegalArgumentException("cannot parse");
            }
            return List.of();
        };

        assertCaught("rule 5, asked 10,000 open brackets", contract(parsing)::rule5_failuresAreModelExceptions);
    }

    @Test
    void rule5CatchesRoomMadeForTheLimit() {
        Retriever roomy = query -> new ArrayList<>(query.limit() + 1); // negative beyond the largest int

        assertCaught("rule 5, asked for all there is", contract(roomy)::rule5_failuresAreModelExceptions);
    }

    @Test
    void rule6CatchesRetrieversThatIgnoreTheDeadline() {
        assertCaught("rule 6, deadline in PT-1S", contract(STUBBORN)::rule6_deadlineIsKept);
    }

    @Test
    void rule6CatchesRetrieversThatIgnoreInterrupts() {
        assertCaught("rule 6, interrupted before", contract(STUBBORN)::rule6_interruptBeforeTheCallEndsIt);
        assertCaught("rule 6, interrupted during", contract(STUBBORN)::rule6_interruptDuringTheCallEndsIt);
    }

    @Test
    void rule6CatchesRetrieversThatSwallowInterrupts() {
        Retriever swallowing = query -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                return List.of();
            }
            return List.of(BEST);
        };

        assertCaught("the interrupt flag must be set", contract(swallowing)::rule6_interruptBeforeTheCallEndsIt);
        assertCaught("the interrupt flag must be set", contract(swallowing)::rule6_interruptDuringTheCallEndsIt);
    }

    @Test
    void rule7CatchesResultsThatDependOnTheLimit() {
        Retriever shallow = query -> query.limit() == 1 ? List.of(GOOD) : List.of(BEST, GOOD);

        assertCaught("rule 7: limit 1 against 3", contract(shallow)::rule7_smallerLimitGivesTheBeginning);
    }

    @Test
    void rule7LetsRetrieversFindLessThanTheLimit() {
        Retriever few = query -> List.of(BEST, GOOD).subList(0, Math.min(2, query.limit()));

        assertThatCode(contract(few)::rule7_smallerLimitGivesTheBeginning).doesNotThrowAnyException();
    }

    @Test
    void rule8CatchesDescriptionsThatDifferFromBuildToBuild() {
        AtomicInteger built = new AtomicInteger();
        Supplier<Retriever> numbered = () -> {
            Description description = Description.of("numbered").with("build", built.incrementAndGet());
            return described(() -> description);
        };

        assertCaught("rule 8: two builds", contract(numbered)::rule8_builtAlikeIsDescribedAlike);
    }

    @Test
    void rule8CatchesDescriptionsThatChangeFromCallToCall() {
        AtomicInteger calls = new AtomicInteger();
        Retriever counting = described(() -> Description.of("counting").with("calls", calls.incrementAndGet()));

        assertCaught("rule 8: a call must not", contract(counting)::rule8_builtAlikeIsDescribedAlike);
    }

    @Test
    @SuppressWarnings("NullAway")
    void rule8CatchesRetrieversWithoutADescription() {
        assertCaught("rule 8: describe must not", contract(described(() -> null))::rule8_builtAlikeIsDescribedAlike);
    }

    @Test
    void rule8CatchesChangesThatAreNotDescribed() {
        Retriever one = described(() -> Description.of("index"));
        Retriever other = described(() -> Description.of("index"));

        assertCaught("rule 8", new Applied(() -> one, List.of(other))::rule8_changesChangeTheDescription);
    }

    @Test
    void rule8SaysIfChangesAreNotChecked() {
        assertThatExceptionOfType(TestAbortedException.class)
                .isThrownBy(contract(query -> List.of())::rule8_changesChangeTheDescription)
                .withMessageContaining("rule 8: changes are not checked");
    }

    private static RetrieverContract contract(Retriever retriever) {
        return contract(() -> retriever);
    }

    private static RetrieverContract contract(Supplier<Retriever> retrievers) {
        return new Applied(retrievers, List.of());
    }

    private static Passage passage(String text, double score) {
        return new Passage(text, text, new Source("lines.txt", List.of(), new Span(0, text.length())), score);
    }

    /** Returns a retriever that finds by a field, which {@code threads} calls write before any of them reads it. */
    private static Retriever sharing(int threads) {
        AtomicReference<String> last = new AtomicReference<>("");
        CountDownLatch written = new CountDownLatch(threads);
        return query -> {
            last.set(query.text());
            written.countDown();
            try {
                written.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of(passage(String.valueOf(last.get()), 1));
        };
    }

    private static Retriever described(Supplier<Description> description) {
        return new Retriever() {
            @Override
            public List<Passage> retrieve(Query query) {
                return List.of();
            }

            @Override
            public Description describe() {
                return description.get();
            }
        };
    }

    /** The contract of retrievers, applied by hand to one that may break it. */
    private record Applied(Supplier<Retriever> retrievers, List<Retriever> changed) implements RetrieverContract {

        @Override
        public Retriever retriever() {
            return retrievers.get();
        }

        @Override
        public Query query() {
            return Query.of("fee abroad", 3);
        }

        @Override
        public Stream<Retriever> changedRetrievers() {
            return changed.stream();
        }
    }
}
