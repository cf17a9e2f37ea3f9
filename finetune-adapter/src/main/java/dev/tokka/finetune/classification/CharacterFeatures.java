// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tokka.Checks;
import dev.tokka.Description;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each run of characters is in a text, as features without an encoder. It needs no knowledge of words, so it
 * serves Japanese as well as English.
 *
 * <p>The text is put into NFKC and lower case, white space becomes one space, and a space is put before and after it. Each
 * run of {@code shortest} to {@code longest} characters (code points) is hashed by FNV-1a (32 bits) over its UTF-8, with
 * the last step of MurmurHash3 so that all bits count; its column is the hash modulo {@code size}. Runs that share a column
 * are counted together.
 *
 * @param shortest the fewest characters of a run, at least 1
 * @param longest the most, from {@code shortest} to 8
 * @param size how many columns there are, from 256 to 1,048,576
 * @see <a href="https://arxiv.org/abs/0902.2206">Weinberger et al., Feature Hashing for Large Scale Multitask Learning
 *     (2009)</a>
 */
public record CharacterFeatures(int shortest, int longest, int size) implements Featurizer {

    /** Runs of one to four characters in 32,768 columns. */
    public static final CharacterFeatures DEFAULT = new CharacterFeatures(1, 4, 1 << 15);

    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    /** Checks the ranges above. */
    public CharacterFeatures {
        Checks.requireAtLeast(1, shortest, "shortest");
        Checks.requireIn(shortest, 8, longest, "longest");
        Checks.requireIn(1 << 8, 1 << 20, size, "size");
    }

    @Override
    public FeatureVector features(String text) {
        Checks.requireText(text, "text");
        int[] points = (" " + normalized(text) + " ").codePoints().toArray();
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int start = 0; start < points.length; start++) {
            for (int length = shortest; length <= longest && start + length <= points.length; length++) {
                counts.merge(column(new String(points, start, length)), 1, Integer::sum);
            }
        }
        int[] columns = new int[counts.size()];
        float[] values = new float[columns.length];
        int place = 0;
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            columns[place] = entry.getKey();
            values[place] = entry.getValue();
            place++;
        }
        return FeatureVector.sparse(size, columns, values);
    }

    private static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** Returns the column of a run of characters. */
    int column(String run) {
        int hash = FNV_OFFSET;
        for (byte next : run.getBytes(UTF_8)) {
            hash = (hash ^ (next & 0xff)) * FNV_PRIME;
        }
        hash ^= hash >>> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >>> 13;
        hash *= 0xc2b2ae35;
        hash ^= hash >>> 16;
        return Integer.remainderUnsigned(hash, size);
    }

    /** True. */
    @Override
    public boolean counts() {
        return true;
    }

    @Override
    public Description describe() {
        return Description.of("character-features")
                .with("shortest", shortest)
                .with("longest", longest)
                .with("size", size);
    }
}
