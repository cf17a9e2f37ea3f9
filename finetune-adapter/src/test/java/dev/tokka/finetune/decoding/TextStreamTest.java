// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class TextStreamTest {

    @Example
    void aCharacterIsGivenOutWhole() {
        byte[] bytes = "預金😀".getBytes(UTF_8);
        List<String> pieces = new ArrayList<>();
        TextStream stream = new TextStream(List.of());

        for (byte next : bytes) {
            stream.add(new byte[] {next});
            pieces.add(stream.take(false));
        }

        assertThat(pieces).containsExactly("", "", "預", "", "", "金", "", "", "", "😀");
    }

    @Example
    void whatMayBecomeAStopIsHeldBack() {
        TextStream stream = new TextStream(List.of("\nUser:"));

        assertThat(taken(stream, "Yes.\nUs")).isEqualTo("Yes.");
        assertThat(taken(stream, "ual")).isEqualTo("\nUsual");
        assertThat(taken(stream, "\nUser")).isEmpty();
        assertThat(taken(stream, ": no")).isEmpty();
        assertThat(stream.isStopped()).isTrue();
        assertThat(stream.text()).isEqualTo("Yes.\nUsual");
    }

    @Example
    void theStopThatIsCompleteFirstEndsTheText() {
        assertThat(text("xaby", List.of("b", "aby"))).isEqualTo("xa");
        assertThat(text("xaby", List.of("b", "ab"))).isEqualTo("x");
        assertThat(text("aaab", List.of("aab"))).isEqualTo("a");
    }

    @Example
    void anUnfinishedCharacterIsReplacedAtTheEnd() {
        TextStream stream = new TextStream(List.of());
        stream.add(new byte[] {'a', (byte) 0xE6, (byte) 0x97});

        assertThat(stream.take(false)).isEqualTo("a");
        stream.end();
        assertThat(stream.take(true)).isEqualTo("\uFFFD");
    }

    @Property
    void piecesJoinedAreTheText(@ForAll @Size(max = 60) byte[] bytes, @ForAll long seed) {
        TextStream stream = new TextStream(List.of());

        assertThat(streamed(stream, bytes, seed)).isEqualTo(new String(bytes, UTF_8));
        assertThat(stream.text()).isEqualTo(new String(bytes, UTF_8));
    }

    @Property
    void theCutIntoTokensDoesNotMatter(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String text = random(random, 40);
        List<String> stops = List.of(random(random, 4) + "a", random(random, 2) + "日");
        TextStream stream = new TextStream(stops);

        String streamed = streamed(stream, text.getBytes(UTF_8), seed);

        assertThat(streamed).isEqualTo(text(text, stops)).isEqualTo(stream.text());
        assertThat(stops).noneMatch(streamed::contains);
        assertThat(text).startsWith(streamed);
    }

    @Property(tries = 100)
    void aCopyGoesOnAlone(@ForAll @Size(max = 30) byte[] bytes, @ForAll @Size(max = 30) byte[] others) {
        TextStream stream = new TextStream(List.of());
        stream.add(bytes);
        TextStream copy = stream.copy();

        copy.add(others);
        copy.end();
        stream.end();

        byte[] both = Arrays.copyOf(bytes, bytes.length + others.length);
        System.arraycopy(others, 0, both, bytes.length, others.length);
        assertThat(stream.text()).isEqualTo(new String(bytes, UTF_8));
        assertThat(copy.text()).isEqualTo(new String(both, UTF_8));
    }

    private static String random(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < random.nextInt(length + 1); i++) {
            text.append(List.of("a", "b", "日", "😀").get(random.nextInt(4)));
        }
        return text.toString();
    }

    private static String text(String text, List<String> stops) {
        TextStream stream = new TextStream(stops);
        stream.add(text.getBytes(UTF_8));
        stream.end();
        return stream.text();
    }

    private static String taken(TextStream stream, String more) {
        stream.add(more.getBytes(UTF_8));
        return stream.take(false);
    }

    /** Adds pieces of random lengths, and joins what is given out. */
    private static String streamed(TextStream stream, byte[] bytes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder given = new StringBuilder();
        int from = 0;
        while (from < bytes.length && !stream.isStopped()) {
            int to = Math.min(bytes.length, from + random.nextInt(5));
            stream.add(Arrays.copyOfRange(bytes, from, to));
            given.append(stream.take(false));
            from = to;
        }
        stream.end();
        return given.append(stream.take(true)).toString();
    }
}
