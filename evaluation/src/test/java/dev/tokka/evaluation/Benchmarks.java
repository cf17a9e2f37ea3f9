// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import dev.tokka.Question;
import java.util.List;
import java.util.stream.IntStream;

/** Benchmarks for the tests: the right answer to "3?" is "3". */
public final class Benchmarks {

    private Benchmarks() {}

    public static Benchmark numbers(int cases) {
        return Benchmark.of(
                "numbers",
                IntStream.range(0, cases).mapToObj(Benchmarks::number).toList(),
                new RightWords());
    }

    public static Case number(int number) {
        return Case.of(
                "case-" + number, Question.of(number + "?"), new Expected.Texts(List.of(Integer.toString(number))));
    }
}
