// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import dev.tokka.finetune.decoding.Sequences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Sequences of a decoder that cannot read padding: those of different lengths are run apart, those of one length
 * together.
 */
final class SeparateSequences implements Sequences {

    private final Supplier<Sequences> opening;
    private final List<Sequences> groups = new ArrayList<>();
    private List<Place> places = List.of();
    private boolean closed;

    /** Where a sequence is. */
    private record Place(Sequences group, int row) {}

    SeparateSequences(Supplier<Sequences> opening) {
        this.opening = opening;
    }

    @Override
    public List<float[]> append(List<int[]> tokens) {
        if (closed) {
            throw new IllegalStateException("the sequences are closed");
        }
        if (places.isEmpty()) {
            begin(tokens);
        } else if (tokens.size() != places.size()) {
            throw new IllegalArgumentException(
                    "expected tokens for " + places.size() + " sequences but they are for " + tokens.size());
        }
        float[][] logits = new float[tokens.size()][];
        for (Sequences group : groups) {
            int[] members = members(group);
            List<float[]> rows =
                    group.append(Arrays.stream(members).mapToObj(tokens::get).toList());
            for (int i = 0; i < members.length; i++) {
                logits[members[i]] = rows.get(i);
            }
        }
        return List.of(logits);
    }

    private void begin(List<int[]> tokens) {
        Map<Integer, List<Integer>> byLength = new TreeMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            byLength.computeIfAbsent(tokens.get(i).length, length -> new ArrayList<>())
                    .add(i);
        }
        Place[] all = new Place[tokens.size()];
        for (List<Integer> members : byLength.values()) {
            Sequences group = opening.get();
            groups.add(group);
            for (int row = 0; row < members.size(); row++) {
                all[members.get(row)] = new Place(group, row);
            }
        }
        places = List.of(all);
    }

    /** Returns which sequences are in {@code group}, in the order of its rows. */
    private int[] members(Sequences group) {
        return IntStream.range(0, places.size())
                .filter(i -> places.get(i).group() == group)
                .boxed()
                .sorted(Comparator.comparing(i -> places.get(i).row()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Override
    public void select(int... rows) {
        if (closed || places.isEmpty()) {
            throw new IllegalStateException("there are no sequences");
        }
        if (rows.length == 0 || Arrays.stream(rows).anyMatch(row -> row < 0 || row >= places.size())) {
            throw new IllegalArgumentException("rows must be at least one, from 0 to " + (places.size() - 1)
                    + ", but are " + Arrays.toString(rows));
        }
        Place[] next = new Place[rows.length];
        for (Sequences group : List.copyOf(groups)) {
            int[] members = IntStream.range(0, rows.length)
                    .filter(i -> places.get(rows[i]).group() == group)
                    .toArray();
            if (members.length == 0) {
                groups.remove(group);
                group.close();
                continue;
            }
            group.select(
                    Arrays.stream(members).map(i -> places.get(rows[i]).row()).toArray());
            for (int row = 0; row < members.length; row++) {
                next[members[row]] = new Place(group, row);
            }
        }
        places = List.of(next);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            groups.forEach(Sequences::close);
        }
    }
}
