// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class SerialListenerTest {

    private final List<String> heard = new ArrayList<>();
    private final SerialListener serial = new SerialListener(new ServerSentEventListener() {
        @Override
        public void onEvent(ServerSentEvent event) {
            heard.add(event.data());
        }

        @Override
        public void onClose() {
            heard.add("closed");
        }

        @Override
        public void onError(Throwable failure) {
            heard.add("failed");
        }
    });

    private void event(String data) {
        serial.tell(it -> it.onEvent(new ServerSentEvent(null, data)));
    }

    @Test
    void nothingIsHeardAfterTheEnd() {
        event("a");
        serial.end(ServerSentEventListener::onClose);
        event("b");

        assertThat(heard).containsExactly("a", "closed");
    }

    @Test
    void anEndThatComesWhileTheListenerWorksIsHeardAfterIt() {
        serial.tell(it -> {
            serial.end(ServerSentEventListener::onClose);
            assertThat(serial.busy()).isFalse();
            heard.add("still working");
        });

        assertThat(heard).containsExactly("still working", "closed");
    }

    @Test
    void anEndIsHeardThoughTheListenerThrows() {
        assertThatIllegalStateException()
                .isThrownBy(() -> serial.tell(it -> {
                    serial.end(end -> end.onError(new IllegalStateException("end")));
                    throw new IllegalStateException("bug");
                }));

        assertThat(heard).containsExactly("failed");
    }

    @Test
    void aListenerThatThrewHearsTheEnd() {
        assertThatIllegalStateException()
                .isThrownBy(() -> serial.tell(it -> {
                    throw new IllegalStateException("bug");
                }));
        serial.end(ServerSentEventListener::onClose);

        assertThat(heard).containsExactly("closed");
    }

    @Test
    void eventsAndTheEndDoNotMeet() throws Exception {
        for (int round = 0; round < 2_000; round++) {
            List<String> heardNow = new ArrayList<>(); // no lock: only one thread at a time may come here
            SerialListener racing = new SerialListener(failure -> heardNow.add("end"));
            CyclicBarrier barrier = new CyclicBarrier(2);
            Thread ending = new Thread(() -> {
                await(barrier);
                racing.end(it -> it.onError(new IllegalStateException("end")));
            });
            ending.start();
            await(barrier);
            for (int i = 0; i < 20; i++) {
                racing.tell(it -> heardNow.add("event"));
            }
            ending.join();

            assertThat(heardNow).endsWith("end");
            assertThat(heardNow.stream().filter("end"::equals)).hasSize(1);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
