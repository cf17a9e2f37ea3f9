// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import dev.tokka.finetune.data.TrainingRow;
import java.util.ArrayList;
import java.util.List;

/** See {@link Duplicates#near}. */
final class NearDuplicates implements RowFilter {

    private static final int ROWS_OF_A_BLOCK = 1 << 12;
    private static final double WANTED_RECALL = 0.99;

    private final Duplicates.Settings settings;
    private final MinHash whole;
    private final MinHash answers;
    private final int bandRows;
    private final int bands;
    private final LongTable table = new LongTable();
    private final List<byte[]> kept = new ArrayList<>(); // signatures, many in one array
    private int size;

    NearDuplicates(Duplicates.Settings settings) {
        this.settings = settings;
        this.whole = new MinHash(Duplicates.SIGNATURE, 1);
        this.answers = new MinHash(Duplicates.ANSWER_SIGNATURE, 2);
        this.bandRows = bandRows(settings.similarity());
        this.bands = Duplicates.SIGNATURE / bandRows;
    }

    /**
     * Returns how many elements a band has: as many as possible while two texts of this similarity share a band with a
     * probability of 0.99, which is {@code 1 - (1 - s^rows)^bands}.
     */
    static int bandRows(double similarity) {
        int rows = 1;
        while (rows < Duplicates.SIGNATURE && recall(similarity, rows + 1) >= WANTED_RECALL) {
            rows++;
        }
        return rows;
    }

    private static double recall(double similarity, int rows) {
        int bands = Duplicates.SIGNATURE / rows;
        return 1 - Math.pow(1 - Math.pow(similarity, rows), bands);
    }

    @Override
    public Verdict judge(TrainingRow row) {
        String given = row.content().given();
        String wanted = row.content().wanted();
        long[] signature = whole.signature(settings.shingles().of(given + "\n" + wanted));
        byte[] own = bytes(signature, answers.signature(settings.shingles().of(wanted)));
        for (int band = 0; band < bands; band++) {
            if (table.anyMatch(key(signature, band), number -> isNear(own, number))) {
                return Verdict.drop("near duplicate");
            }
        }
        keep(signature, own);
        return Verdict.keep(row);
    }

    private long key(long[] signature, int band) {
        long hash = band;
        for (int i = band * bandRows; i < (band + 1) * bandRows; i++) {
            hash = Normal.mix(hash * 31 + signature[i]);
        }
        return hash;
    }

    private void keep(long[] signature, byte[] own) {
        if (size == settings.mostRows()) {
            throw new IllegalStateException("expected at most " + settings.mostRows()
                    + " different rows but there are more; raise mostRows, each takes about "
                    + Duplicates.BYTES_OF_A_ROW + " bytes of memory");
        }
        if (size % ROWS_OF_A_BLOCK == 0) {
            kept.add(new byte[ROWS_OF_A_BLOCK * own.length]);
        }
        System.arraycopy(own, 0, kept.get(size / ROWS_OF_A_BLOCK), size % ROWS_OF_A_BLOCK * own.length, own.length);
        for (int band = 0; band < bands; band++) {
            table.add(key(signature, band), size);
        }
        size++;
    }

    /** Returns the lowest byte of each element: enough to compare by, at an eighth of the memory. */
    private static byte[] bytes(long[] signature, long[] answer) {
        byte[] bytes = new byte[signature.length + answer.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i < signature.length ? signature[i] : answer[i - signature.length]);
        }
        return bytes;
    }

    private boolean isNear(byte[] own, int number) {
        byte[] block = kept.get(number / ROWS_OF_A_BLOCK);
        int at = number % ROWS_OF_A_BLOCK * own.length;
        Pair pair = new Pair(own, block, at);
        return similarity(pair, 0, Duplicates.SIGNATURE) >= settings.similarity()
                && similarity(pair, Duplicates.SIGNATURE, own.length) >= settings.similarity();
    }

    /** A signature, and another one that stands at {@code at} in a block. */
    private static final class Pair {

        private final byte[] own;
        private final byte[] block;
        private final int at;

        private Pair(byte[] own, byte[] block, int at) {
            this.own = own;
            this.block = block;
            this.at = at;
        }
    }

    /** Returns the similarity by bytes, of which one in 256 agrees by chance (b-bit minwise hashing). */
    private static double similarity(Pair pair, int from, int to) {
        int equal = 0;
        for (int i = from; i < to; i++) {
            equal += pair.own[i] == pair.block[pair.at + i] ? 1 : 0;
        }
        double chance = 1 / 256.0;
        return ((double) equal / (to - from) - chance) / (1 - chance);
    }
}
