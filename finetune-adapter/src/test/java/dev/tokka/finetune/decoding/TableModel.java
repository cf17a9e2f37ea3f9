// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import dev.tokka.QuestionRejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A language model that is a table: what follows a sequence is looked up. Each row depends on its own sequence only. */
final class TableModel implements Sequences {

    private final Function<List<Integer>, float[]> table;
    private final int contextLength;
    private List<List<Integer>> rows;
    private int appends;
    private int tokens;
    private boolean closed;

    TableModel(int rows, int contextLength, Function<List<Integer>, float[]> table) {
        this.table = table;
        this.contextLength = contextLength;
        this.rows = new ArrayList<>(
                IntStream.range(0, rows).mapToObj(i -> List.<Integer>of()).toList());
    }

    /** Returns a table in which each token has a weight that depends on all tokens before it. */
    static Function<List<Integer>, float[]> mixed(int vocabularySize, long seed) {
        return sequence -> {
            SplittableRandom random = new SplittableRandom(seed * 31 + sequence.hashCode());
            float[] logits = new float[vocabularySize];
            for (int i = 0; i < vocabularySize; i++) {
                logits[i] = (float) (random.nextDouble() * 8 - 4);
            }
            return logits;
        };
    }

    @Override
    public List<float[]> append(List<int[]> more) {
        if (closed || more.size() != rows.size()) {
            throw new IllegalStateException(more.size() + " arrays for " + rows.size() + " sequences");
        }
        appends++;
        List<List<Integer>> longer = new ArrayList<>();
        for (int row = 0; row < more.size(); row++) {
            if (more.get(row).length == 0
                    || (more.get(row).length != more.get(0).length
                            && !rows.get(row).isEmpty())) {
                throw new IllegalStateException("arrays must be of equal lengths");
            }
            List<Integer> sequence = new ArrayList<>(rows.get(row));
            for (int token : more.get(row)) {
                sequence.add(token);
            }
            if (sequence.size() > contextLength) {
                throw new QuestionRejectedException("model: too long");
            }
            tokens += more.get(row).length;
            longer.add(List.copyOf(sequence));
        }
        rows = longer;
        return rows.stream().map(table).map(float[]::clone).toList();
    }

    @Override
    public void select(int... kept) {
        rows = IntStream.of(kept).mapToObj(rows::get).toList();
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Returns how often something was appended. */
    int appends() {
        return appends;
    }

    /** Returns how many tokens were read. */
    int tokens() {
        return tokens;
    }
}
