// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Many examples made of few: the beginning of one message and the end of another of the same label. */
final class MadeUpExamples {

    private MadeUpExamples() {}

    /** Returns {@code count} examples, the same ones each time. */
    static List<Example> of(List<Example> real, int count) {
        Random random = new Random(1);
        List<Example> madeUp = new ArrayList<>(count);
        while (madeUp.size() < count) {
            Example first = real.get(random.nextInt(real.size()));
            Example second = real.get(random.nextInt(real.size()));
            if (first.answer().equals(second.answer())) {
                String[] beginning = first.question().split(" ", -1);
                String[] end = second.question().split(" ", -1);
                String text = String.join(
                        " ",
                        Stream.concat(
                                        Arrays.stream(beginning, 0, (beginning.length + 1) / 2),
                                        Arrays.stream(end, end.length / 2, end.length))
                                .toList());
                madeUp.add(new Example(text + " " + madeUp.size(), first.answer()));
            }
        }
        return madeUp;
    }
}
