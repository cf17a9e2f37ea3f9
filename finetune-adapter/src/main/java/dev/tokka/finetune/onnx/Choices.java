// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A prompt and what may follow it, cut where the tokens of the choices begin to differ from those of the prompt alone: a
 * tokenizer can join the end of the one and the beginning of the other.
 *
 * @param prompt at least one token
 * @param choices at least one token each
 */
record Choices(List<Integer> prompt, List<List<Integer>> choices) {

    /**
     * Returns choices from whole texts.
     *
     * @param prompt the tokens of the prompt alone
     * @param whole those of the prompt with each choice
     * @param ends what can end a text. It is added where one choice begins like another, which would else be likelier
     *     only because it is shorter
     */
    static Choices of(int[] prompt, List<int[]> whole, Set<Integer> ends) {
        int shared = prompt.length;
        for (int[] one : whole) {
            int mismatch = Arrays.mismatch(prompt, one);
            shared = Math.min(shared, mismatch < 0 ? prompt.length : mismatch);
            shared = Math.min(shared, one.length - 1);
        }
        int begin = shared;
        boolean nested = whole.stream().anyMatch(one -> whole.stream().anyMatch(other -> begins(other, one)));
        List<Integer> end =
                nested ? ends.stream().min(Comparator.naturalOrder()).stream().toList() : List.of();
        List<List<Integer>> choices = whole.stream()
                .map(one -> IntStream.concat(
                                Arrays.stream(one, begin, one.length),
                                end.stream().mapToInt(i -> i))
                        .boxed()
                        .toList())
                .toList();
        return new Choices(Arrays.stream(prompt, 0, begin).boxed().toList(), choices);
    }

    private static boolean begins(int[] longer, int[] shorter) {
        return longer.length > shorter.length && Arrays.equals(longer, 0, shorter.length, shorter, 0, shorter.length);
    }
}
