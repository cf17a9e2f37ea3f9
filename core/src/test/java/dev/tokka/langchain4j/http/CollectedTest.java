// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CollectedTest {

    @Property(tries = 200)
    void whatIsTakenIsWhatWasAdded(
            @ForAll @IntRange(max = 300_000) int size, @ForAll @IntRange(min = 1, max = 50_000) int part) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        Collected collected = new Collected();

        for (int from = 0; from < size; from += part) {
            collected.add(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, Math.min(size, from + part))));
        }

        assertThat(collected.size()).isEqualTo(size);
        assertThat(collected.takeAll()).isEqualTo(bytes);
        assertThat(collected.size()).isZero();
    }
}
