// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class FramerTest {

    private static final int ENOUGH = 1000;

    @Example
    void workedByHand() throws Framer.TooLarge {
        String stream = ": hello\n\nevent: delta\ndata: one\ndata:two\nid: 7\n\ndata: [DONE]\n\n";

        assertThat(frames(false, stream, stream.length())).containsExactly("delta=one\ntwo", "=[DONE]");
    }

    @Example
    void allLineEndsAreOne() throws Framer.TooLarge {
        assertThat(frames(false, "data: a\r\n\r\ndata: b\r\rdata: c\n\n", 1)).containsExactly("=a", "=b", "=c");
    }

    @Example
    void aNameWithoutDataIsNoEvent() throws Framer.TooLarge {
        assertThat(frames(false, "event: ping\n\ndata: a\n\n", 9)).containsExactly("=a");
    }

    @Example
    void fieldsThatOnlyBeginLikeDataAreNone() throws Framer.TooLarge {
        assertThat(frames(false, "datas: a\n\ndata\n\ndata:\n\n database: b\n\n", 9))
                .isEmpty();
    }

    @Example
    void linesAreEventsUnlessTheyAreBlank() throws Framer.TooLarge {
        assertThat(frames(true, "{\"a\":1}\n\r\n  \n{\"b\":2}", 3)).containsExactly("={\"a\":1}", "={\"b\":2}");
    }

    @Example
    void theRestOfAStreamIsAnEvent() throws Framer.TooLarge {
        assertThat(frames(false, "data: [DONE]", 5)).containsExactly("=[DONE]");
        assertThat(frames(false, "data: [DONE]\n", 5)).containsExactly("=[DONE]");
    }

    @Property
    void howAStreamIsCutIntoBuffersDoesNotMatter(
            @ForAll("streams") String stream, @ForAll boolean lines, @ForAll @IntRange(min = 1, max = 7) int size)
            throws Framer.TooLarge {
        assertThat(frames(lines, stream, size)).isEqualTo(frames(lines, stream, Integer.MAX_VALUE));
    }

    @Property
    void aLineOrAnEventWithMoreBytesIsTooLarge(@ForAll @IntRange(min = 10, max = 100) int max) {
        for (String endless : List.of("data: ", "event: ", ": ", "", "data:\ndata:\n")) {
            String stream = endless + (endless.endsWith("\n") ? "data: aa\n" : "a").repeat(max + 1);
            Framer framer = new Framer(false, max);
            framer.feed(ByteBuffer.wrap(stream.getBytes(StandardCharsets.UTF_8)));

            assertThatExceptionOfType(Framer.TooLarge.class).as(endless).isThrownBy(framer::next);
        }
    }

    @Provide
    Arbitrary<String> streams() {
        return Arbitraries.of("data: ", "data:", "event: x", ":", "é特", "\n", "\n\n", "\r", "\r\n", "a", " ", "\uFEFF")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    private static List<String> frames(boolean lines, String stream, int size) throws Framer.TooLarge {
        Framer framer = new Framer(lines, ENOUGH);
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        List<String> frames = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += Math.min(size, bytes.length - from)) {
            framer.feed(ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from)));
            for (Optional<Framer.Frame> frame = framer.next(); frame.isPresent(); frame = framer.next()) {
                frames.add(shown(frame.get()));
            }
        }
        framer.rest().ifPresent(rest -> frames.add(shown(rest)));
        return frames;
    }

    private static String shown(Framer.Frame frame) {
        return frame.name() + "=" + frame.text();
    }
}
