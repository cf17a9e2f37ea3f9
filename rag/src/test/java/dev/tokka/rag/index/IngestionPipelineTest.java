// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Description;
import dev.tokka.ModelUnavailableException;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.document.SourceDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One batch is encoded while another is written; nobody can tell by the result. */
@Timeout(120)
class IngestionPipelineTest {

    /** As many documents of one passage as make three batches and a half. */
    private static final int DOCUMENTS = 1_800;

    @TempDir
    Path temp;

    /** An encoder that tells {@code before} the number of each call, from 1. */
    private record Watched(AtomicInteger calls, IntConsumer before) implements Encoder {

        Watched(IntConsumer before) {
            this(new AtomicInteger(), before);
        }

        @Override
        public List<float[]> encode(Role role, List<String> texts) {
            before.accept(calls.incrementAndGet());
            return texts.stream()
                    .map(text -> new float[] {(float) Math.cos(text.hashCode()), (float) Math.sin(text.hashCode())})
                    .toList();
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public Description describe() {
            return Description.of("encoder", "watched");
        }
    }

    private static List<SourceDocument> documents() {
        return IntStream.range(0, DOCUMENTS)
                .mapToObj(i -> SourceDocument.plainText("d" + i, "Rule " + i + " is in force."))
                .toList();
    }

    private LuceneIndex index(String name, Encoder encoder) {
        return LuceneIndex.open(temp.resolve(name), encoder);
    }

    @Test
    void theNextBatchIsEncodedBeforeTheOneBeforeIsCommitted() {
        CountDownLatch second = new CountDownLatch(1);
        List<Integer> committed = new ArrayList<>();
        Encoder encoder = new Watched(call -> {
            if (call == 2) {
                second.countDown();
            }
        });
        try (LuceneIndex index = index("index", encoder)) {
            index.ingest(documents(), progress -> {
                await(second); // for ever, if encoding waited for the commit
                committed.add(progress.done());
            });

            assertThat(committed).isSorted().hasSizeGreaterThan(2).last().isEqualTo(DOCUMENTS);
            assertThat(index.documents()).hasSize(DOCUMENTS);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsCommittedTogetherDoesNotDependOnWhoIsFaster() {
        List<IngestListener.Progress> told = new ArrayList<>();
        List<IngestListener.Progress> toldSlowly = new ArrayList<>();
        try (LuceneIndex fast = index("fast", new Watched(call -> {}));
                LuceneIndex slow = index("slow", new Watched(call -> busy()))) {
            fast.ingest(documents(), told::add);
            slow.ingest(documents(), toldSlowly::add);

            assertThat(toldSlowly).isEqualTo(told);
            assertThat(slow.snapshot()).isEqualTo(fast.snapshot());
            assertThat(Folders.names(temp.resolve("slow"))).contains("write.lock");
        }
    }

    private static void busy() {
        long end = System.nanoTime() + 50_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void anEncoderThatFailsEndsTheIngestionAfterTheBatchesBefore() {
        IllegalStateException failure = new IllegalStateException("out of order");
        List<String> acknowledged = new ArrayList<>();
        Encoder encoder = new Watched(call -> {
            if (call == 3) {
                throw failure;
            }
        });
        try (LuceneIndex index = index("index", encoder)) {
            assertThatThrownBy(
                            () -> index.ingest(documents(), progress -> acknowledged.addAll(progress.acknowledged())))
                    .isSameAs(failure);

            assertThat(acknowledged).hasSize(2 * 512);
            assertThat(index.documents()).containsExactlyInAnyOrderElementsOf(acknowledged);
            assertThat(encodingThreads()).isEmpty();
            assertThat(index.ingest(documents(), IngestListener.NONE).added()).hasSize(DOCUMENTS - 1024);
        }
    }

    @Test
    void anErrorInTheEncoderReachesTheCaller() {
        Encoder encoder = new Watched(call -> {
            throw new StackOverflowError("deep");
        });
        try (LuceneIndex index = index("index", encoder)) {
            assertThatThrownBy(() -> index.ingest(documents(), IngestListener.NONE))
                    .isInstanceOf(StackOverflowError.class);
            assertThat(index.documents()).isEmpty();
        }
    }

    @Test
    void aListenerThatFailsEndsTheEncoding() {
        CountDownLatch never = new CountDownLatch(1);
        Encoder encoder = new Watched(call -> {
            if (call == 2) {
                untilInterrupted(never);
            }
        });
        try (LuceneIndex index = index("index", encoder)) {
            assertThatThrownBy(() -> index.ingest(documents(), progress -> {
                        throw new IllegalStateException("no more");
                    }))
                    .hasMessage("no more");

            assertThat(encodingThreads()).isEmpty();
            assertThat(index.documents()).hasSize(512);
        }
    }

    @Test
    void anInterruptWhileWaitingForVectorsEndsTheEncoding() {
        CountDownLatch never = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        Encoder encoder = new Watched(call -> {
            if (call == 2) {
                caller.interrupt();
                untilInterrupted(never);
            }
        });
        try (LuceneIndex index = index("index", encoder)) {
            assertThatThrownBy(() -> index.ingest(documents(), IngestListener.NONE))
                    .isInstanceOf(ModelUnavailableException.class)
                    .hasMessageContaining("interrupted");

            assertThat(Thread.interrupted()).isTrue();
            assertThat(encodingThreads()).isEmpty();
            assertThat(index.ingest(documents(), IngestListener.NONE).failures())
                    .isEmpty();
        } finally {
            Thread.interrupted();
        }
    }

    private static void untilInterrupted(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelUnavailableException("encoder: interrupted", e);
        }
    }

    private static List<String> encodingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter("tokka-encoding"::equals)
                .toList();
    }
}
